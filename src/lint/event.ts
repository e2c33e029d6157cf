import type {
  ArgDeclaration,
  ArgInstruction,
  Dockerfile,
  FromInstruction,
  Instruction,
  InstructionNode,
  InstructionTable,
  Stage,
  SyntaxTree,
} from '../dockerfile/index.ts'
import type { Platform } from '../platform/platform.ts'
import type { BuildError, Location, Span } from '../source/index.ts'

/**
 * What a rule can look at, in the order in which it happens: the text, each instruction as it is parsed, all
 * stages, then (once variables have values) each FROM and each instruction of the stages that are built.
 * A rule names the events it wants; each event carries what is known at that moment, so that a rule needs no
 * state of the converter.
 *
 * @example
 * const kinds: readonly LintEvent['kind'][] = ['parsed', 'instruction']
 */
export type LintEvent =
  /**
   * A check has come to its end, and the Dockerfile cannot be built. The mistakes are in the order in which a build
   * comes across them; the first is shown in any case. Only where a rule says that it hears of them.
   */
  | {
      readonly kind: 'mistakes'
      readonly mistakes: readonly BuildError[]
      /** The instructions that the Dockerfile knows. */
      readonly language: InstructionTable
    }
  /** The text has been split into instructions, without a mistake. */
  | { readonly kind: 'tree'; readonly tree: SyntaxTree }
  /** An instruction is about to be parsed: it may still turn out to be wrong. Document order. */
  | { readonly kind: 'node'; readonly node: InstructionNode }
  /** An instruction has been parsed (right after its `node` event), variables still in it. Document order. */
  | { readonly kind: 'parsed'; readonly instruction: Instruction }
  /** A stage of a file that has been parsed. The linter makes these events of the `dockerfile` event. */
  | { readonly kind: 'stage'; readonly stage: Stage }
  /** All of the file has been parsed. */
  | {
      readonly kind: 'dockerfile'
      readonly dockerfile: Dockerfile
      /** What the build was asked for by name (`--build-arg`). */
      readonly buildArgs: ReadonlyMap<string, string>
    }
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
      readonly known: Iterable<string>
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
  /**
   * One word of an instruction has been expanded; `unmatched` had no value and are declared nowhere. Told for
   * words that have such variables alone; `known` are the names that have a value.
   */
  | {
      readonly kind: 'expanded'
      readonly instruction: Instruction
      readonly unmatched: ReadonlySet<string>
      readonly known: Iterable<string>
    }
  /** An instruction of a stage is about to be converted, its variables replaced. */
  | { readonly kind: 'instruction'; readonly instruction: Instruction; readonly stage: LintStage }
  /** One declaration of a stage's ARG is about to be evaluated, before its default value is expanded. */
  | { readonly kind: 'arg'; readonly instruction: ArgInstruction; readonly declaration: ArgDeclaration }
  /** A variable of a stage is about to be set, by ENV or an instruction of an extension; ARG has `arg`. */
  | {
      readonly kind: 'variable'
      readonly instruction: Instruction
      readonly name: string
      readonly value: string
      /** Whether the image has it as well, and not the stage alone. */
      readonly inImage: boolean
      /** Where it is written, where that is another place than the instruction. */
      readonly at: (() => Span) | undefined
    }
  /** A source path of ADD or COPY that is taken from the build context. */
  | {
      readonly kind: 'context-path'
      readonly instruction: Instruction
      readonly path: string
      /** The patterns of the ignore file; empty where there is none. */
      readonly ignorePatterns: readonly string[]
    }
  /** A port specification of EXPOSE, its variables replaced; one event for each problem, casing first. */
  | {
      readonly kind: 'port'
      readonly instruction: Instruction
      readonly port: string
      readonly problem: 'format' | 'protocol-casing'
    }

/**
 * What rules may know of the stage that an instruction belongs to.
 *
 * @example
 * instruction({ instruction, stage }, report) {
 *   if (instruction.kind === 'run' && stage.os === 'windows') report('Linux only')
 * }
 */
export interface LintStage {
  readonly name: string
  /** Its FROM; undefined for what has none. */
  readonly from?: FromInstruction | undefined
  readonly os: string
  /** True when a SHELL before, or the base image, sets a shell. */
  readonly hasShell: boolean
  /** True when this Dockerfile has set a working directory in this stage or in the stages it is made from. */
  readonly workdirSet: boolean
  /** The last instruction of the kind that came before in this very stage. */
  previous(kind: Instruction['kind']): Instruction | undefined
}

/**
 * How much a finding matters, most first: the image is wrong, it may be, it could be better, it could be written
 * better.
 *
 * @example
 * const severities: readonly Severity[] = ['error', 'warning', 'info', 'style']
 */
export type Severity = 'error' | 'warning' | 'info' | 'style'

/**
 * A text that takes the place of a span; an empty span inserts it, an empty text removes the span.
 *
 * @example
 * const edit: TextEdit = { span: instruction.span, text: '' }
 */
export interface TextEdit {
  readonly span: Span
  readonly text: string
}

/**
 * How a finding is put right. All edits are made, or none.
 *
 * @example
 * const fix: Fix = { safe: true, edits: [{ span: keywordSpan, text: 'AS' }] }
 */
export interface Fix {
  /** Whether nobody has to look: the image stays the same, or changes in what was found and in nothing else. */
  readonly safe: boolean
  readonly edits: readonly TextEdit[]
}

/**
 * What a finding may have besides its message.
 *
 * @example
 * report('Drop the sudo', { span, fix: () => ({ safe: false, edits: [{ span, text: '' }] }) })
 */
export interface FindingDetail {
  /** The lines that are shown; those of the span by default, or else those of the event's instruction. */
  readonly location?: Location | undefined
  /** The very words that the finding is about. */
  readonly span?: Span | undefined
  /** What it is about, where that is not the event's: comments above it can turn the rule off. */
  readonly instruction?: Instruction | undefined
  /** What can be done about it, for those who ask for more than the message. */
  readonly hint?: string | undefined
  /** Asked only where somebody wants to fix what was found. */
  readonly fix?: (() => Fix | undefined) | undefined
}

/**
 * Reports one finding; it is placed at the event's instruction where nothing else is said.
 *
 * @example
 * report('Drop the sudo', locationOf(instruction.span))
 */
export type Report = (message: string, at?: Location | FindingDetail) => void

/**
 * Handlers by event; a rule has those it needs.
 *
 * @example
 * const visitor: RuleVisitor = { stage: ({ stage }, report) => report(`a stage ${stage.from.stageName}`) }
 */
export type RuleVisitor = {
  readonly [Kind in LintEvent['kind']]?: (event: Extract<LintEvent, { kind: Kind }>, report: Report) => void
}

/**
 * One build check. The built-in ones stand in rules/, one file each; an extension's are made the same way.
 *
 * @example
 * const noLatest: LintRule = {
 *   name: 'NoLatest',
 *   description: 'Base images should have a version',
 *   url: '',
 *   create: () => ({
 *     'from-expanded'({ part, expanded }, report) {
 *       if (part === 'baseName' && expanded.endsWith(':latest')) report(`${expanded} may change at any time`)
 *     },
 *   }),
 * }
 */
export interface LintRule {
  /** PascalCase, as `# check=skip=` names it. */
  readonly name: string
  readonly description: string
  /** Where it is documented; '' where nowhere. */
  readonly url: string
  /** Runs only where `experimental=` names it. */
  readonly experimental?: boolean
  /** Known by name, but reports nothing any more. */
  readonly deprecated?: boolean
  /** `warning` where it is absent. */
  readonly severity?: Severity
  /** What other linters call it: `DL3008`. Configurations and comments may use these names as well. */
  readonly aliases?: readonly string[]
  /** Reports only where a configuration or `experimental=` names it, `all` not counted: most do not want to know. */
  readonly optional?: boolean
  /** What its page in the documentation is generated from. */
  readonly documentation?: RuleDocumentation
  /** Makes the visitor of one run; state of the rule lives in the closure. */
  create(): RuleVisitor
  /** Whether the rule wants the event `mistakes`: then a check goes on behind a mistake, and finds more. */
  readonly hearsMistakes?: boolean
}

/** The page of a rule; texts are Markdown. */
export interface RuleDocumentation {
  /** What the rule reports. */
  readonly what: string
  /** Why that is a problem. */
  readonly why: string
  /** A Dockerfile that the rule reports. */
  readonly bad: string
  /** The same, put right. */
  readonly good: string
}

/**
 * One finding of a rule.
 *
 * @example
 * const texts = findings.map(({ rule, message }) => `${rule.name}: ${message}`)
 */
export interface Finding {
  readonly rule: LintRule
  readonly message: string
  readonly location: Location
  /** The very words that it is about, where the rule tells. */
  readonly span?: Span | undefined
  readonly hint?: string | undefined
  /** How it can be put right, where the rule knows. */
  readonly fix?: (() => Fix | undefined) | undefined
}

/** What the converter tells: the linter in a build, nothing at all where none is wanted. */
export interface LintListener {
  emit(event: LintEvent): void
  /** Asked once everything has been converted: the error that ends the build because of what was found. */
  error?(): BuildError | undefined
}
