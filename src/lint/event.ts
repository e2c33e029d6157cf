import type {
  ArgInstruction,
  Dockerfile,
  FromInstruction,
  Instruction,
  SyntaxTree,
} from '../dockerfile/index.ts'
import type { Platform } from '../platform/platform.ts'
import type { Location } from '../source/index.ts'

/**
 * What a rule can look at, in the order in which it happens: the text, each instruction as it is parsed, all
 * stages, then (once variables have values) each FROM and each instruction of the stages that are built.
 * A rule names the events it wants; each event carries what is known at that moment, so that a rule needs no
 * state of the converter.
 */
export type LintEvent =
  /** The text has been split into instructions. */
  | { readonly kind: 'tree'; readonly tree: SyntaxTree }
  /** An instruction has been parsed, variables still in it. Document order. */
  | { readonly kind: 'parsed'; readonly instruction: Instruction }
  /** All of the file has been parsed. */
  | { readonly kind: 'dockerfile'; readonly dockerfile: Dockerfile }
  /** A FROM's image name expanded with the defaults of the global ARGs alone. */
  | { readonly kind: 'default-base-name'; readonly from: FromInstruction; readonly expanded: string }
  /** A variable expression of a FROM has been expanded: its image name or its platform. */
  | {
      readonly kind: 'from-expanded'
      readonly from: FromInstruction
      readonly part: 'baseName' | 'platform'
      readonly expanded: string
      /** Names of the variables that had a value, and of those that had none. */
      readonly matched: ReadonlySet<string>
      readonly unmatched: ReadonlySet<string>
      /** Every name that a global ARG declares or that is predefined. */
      readonly known: readonly string[]
      /** The value of TARGETPLATFORM. */
      readonly targetPlatform: string
    }
  /** The config of a base image has been read. */
  | {
      readonly kind: 'base-image'
      readonly from: FromInstruction
      readonly name: string
      readonly expected: Platform
      readonly actual: Platform
    }
  /** Words of an instruction have been expanded; `unmatched` had no value and are declared nowhere. */
  | {
      readonly kind: 'expanded'
      readonly instruction: Instruction
      readonly unmatched: ReadonlySet<string>
      readonly known: readonly string[]
    }
  /** An instruction of a stage is about to be converted, its variables replaced. */
  | { readonly kind: 'instruction'; readonly instruction: Instruction; readonly stage: LintStage }
  /** A source path of ADD or COPY that is taken from the build context. */
  | {
      readonly kind: 'context-path'
      readonly instruction: Instruction
      readonly path: string
      /** The patterns of the ignore file; empty where there is none. */
      readonly ignorePatterns: readonly string[]
    }
  /** A port specification of EXPOSE as written. */
  | {
      readonly kind: 'port'
      readonly instruction: Instruction
      readonly port: string
      readonly problem: 'format' | 'protocol-casing'
    }

/** What rules may know of the stage that an instruction belongs to. */
export interface LintStage {
  readonly name: string
  readonly os: string
  /** True when SHELL, or the base image, sets a shell. */
  readonly hasShell: boolean
  /** True when this Dockerfile has set a working directory in this stage or in the stages it is made from. */
  readonly workdirSet: boolean
  /** The last instruction of the kind that came before in this very stage. */
  previous(kind: Instruction['kind']): Instruction | undefined
}

export type { ArgInstruction }

/** Reports one finding; `location` is the event's instruction where it is absent. */
export type Report = (message: string, location?: Location) => void

/** Handlers by event; a rule has those it needs. */
export type RuleVisitor = {
  readonly [Kind in LintEvent['kind']]?: (event: Extract<LintEvent, { kind: Kind }>, report: Report) => void
}

/** One build check. The built-in ones stand in rules/, one file each; an extension's are made the same way. */
export interface LintRule {
  /** PascalCase, as `# check=skip=` names it. */
  readonly name: string
  readonly description: string
  /** Where it is documented; '' where nowhere. */
  readonly url: string
  /** Runs only where `experimental=` names it. */
  readonly experimental?: boolean
  /** Makes the visitor of one run; state of the rule lives in the closure. */
  create(): RuleVisitor
}

/** One finding of a rule. */
export interface Finding {
  readonly rule: LintRule
  readonly message: string
  readonly location: Location
}

/** What the converter tells: the linter in a build, nothing at all where none is wanted. */
export interface LintListener {
  emit(event: LintEvent): void
}
