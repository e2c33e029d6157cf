import type { InstructionNode } from '../dockerfile/index.ts'
import {
  BuildError,
  explainingSync,
  type Location,
  locationOf,
  type SourceFile,
  type Span,
} from '../source/index.ts'
import { checkComment, checkDirective } from './check-directive.ts'
import { type LintConfig, mergeLintConfig, parseLintConfig, selects } from './config.ts'
import type {
  Finding,
  FindingDetail,
  LintEvent,
  LintListener,
  LintRule,
  Report,
  RuleVisitor,
} from './event.ts'
import { builtinRules } from './rules/index.ts'

/** What a linter checks, and whom it tells. */
export interface LinterOptions {
  readonly file: SourceFile
  /** In place of what the file's `# check=` directive says. */
  readonly config?: LintConfig | undefined
  /** The built-in ones by default. Rules that hear of the same event report in this order. */
  readonly rules?: readonly LintRule[]
  /** Told of each finding at once, in the order in which the build comes across them. */
  readonly onFinding: (finding: Finding) => void
}

/** Runs build checks over the events of one conversion. */
export interface Linter extends LintListener {
  /** The error that ends the build: there are findings, and the config says that they are errors. */
  error(): BuildError | undefined
}

type Handler = (event: LintEvent, report: Report) => void

/** One rule's interest in one kind of event. */
interface Interest {
  readonly rule: LintRule
  readonly handler: Handler
  /**
   * The built-in rules report at once or not at all, so that one function does for all events: there are
   * many for each instruction, and hardly ever anything to report.
   */
  readonly builtin: boolean
  report: Report | undefined
  /** What the handler is being told. */
  told: LintEvent | undefined
}

/**
 * Makes a linter for one conversion of one file.
 * @throws BuildError (code `check`) where the file's directive has an invalid option
 */
export function createLinter(options: LinterOptions): Linter {
  const config = options.config ?? configOfFile(options.file)
  const rules = (options.rules ?? builtinRules).filter((rule) => mayReport(rule, config))
  const handlers = handlersByEvent(rules)
  const configs = new InstructionConfigs(config)
  const found = new Set<string>()

  function tell(event: LintEvent): void {
    const interested = handlers.get(event.kind)
    if (!interested) return
    for (let at = 0; at < interested.length; at++) {
      const entry = interested[at] as Interest
      if (!entry.builtin) {
        entry.handler(event, reportOf(entry.rule, event))
        continue
      }
      entry.told = event
      entry.report ??= (message, at) => report(entry.rule, entry.told as LintEvent, message, at)
      entry.handler(event, entry.report)
    }
  }

  /** A function of its own for each event: whoever keeps it reports what it has been made for. */
  function reportOf(rule: LintRule, event: LintEvent): Report {
    return (message, at) => report(rule, event, message, at)
  }

  function report(
    rule: LintRule,
    event: LintEvent,
    message: string,
    at: Location | FindingDetail | undefined,
  ): void {
    const detail = detailOf(at)
    const { instruction, span, fix, hint } = detail
    if (!isOn(rule, instruction ? configs.below(instruction.comments) : configs.of(event))) return
    const place = span ?? instruction?.span
    const location = detail.location ?? (place ? locationOf(place) : placeOf(event, options.file))
    found.add(rule.name)
    options.onFinding({
      rule,
      message,
      location,
      ...(span ? { span } : {}),
      ...(fix ? { fix } : {}),
      ...(hint === undefined ? {} : { hint }),
    })
  }

  return {
    emit(event) {
      if (event.kind === 'dockerfile' && handlers.has('stage')) {
        for (const stage of event.dockerfile.stages) tell({ kind: 'stage', stage })
      }
      tell(event)
    },
    error() {
      if (!config.error || found.size === 0) return undefined
      return new BuildError('check', `lint violation found for rules: ${[...found].join(', ')}`)
    },
  }
}

function detailOf(at: Location | FindingDetail | undefined): FindingDetail {
  if (!at) return {}
  return 'ranges' in at ? { location: at } : at
}

function configOfFile(file: SourceFile): LintConfig {
  return explainingSync('failed to parse check options', () => parseLintConfig(checkDirective(file)))
}

/** Whether a rule reports anything at all; a comment can turn an experimental rule on, but no skipped one. */
function mayReport(rule: LintRule, config: LintConfig): boolean {
  return !rule.deprecated && (mustBeAsked(rule) || !selects(config.skip, rule.name))
}

function isOn(rule: LintRule, config: LintConfig): boolean {
  if (rule.optional) return config.experimental !== 'all' && config.experimental.has(rule.name)
  return rule.experimental ? selects(config.experimental, rule.name) : !selects(config.skip, rule.name)
}

const mustBeAsked = ({ experimental, optional }: LintRule) => experimental === true || optional === true

function handlersByEvent(rules: readonly LintRule[]): ReadonlyMap<string, readonly Interest[]> {
  const handlers = new Map<string, Interest[]>()
  for (const rule of rules) {
    const visitor: RuleVisitor = rule.create()
    const builtin = builtinRules.includes(rule)
    for (const [kind, handler] of Object.entries(visitor)) {
      if (!handler) continue
      const entry: Interest = {
        rule,
        handler: handler as Handler,
        builtin,
        report: undefined,
        told: undefined,
      }
      const list = handlers.get(kind)
      if (list) list.push(entry)
      else handlers.set(kind, [entry])
    }
  }
  return handlers
}

/** The config that holds for an event: comments above an instruction change it for what concerns that one alone. */
class InstructionConfigs {
  readonly #base: LintConfig
  readonly #byComments = new WeakMap<readonly string[], LintConfig>()

  constructor(base: LintConfig) {
    this.#base = base
  }

  of(event: LintEvent): LintConfig {
    return this.below(commentsOf(event))
  }

  below(comments: readonly string[]): LintConfig {
    if (comments.length === 0) return this.#base
    const known = this.#byComments.get(comments)
    if (known) return known
    const config = this.#read(comments)
    this.#byComments.set(comments, config)
    return config
  }

  #read(comments: readonly string[]): LintConfig {
    for (const comment of comments) {
      const value = checkComment(comment)
      if (value === undefined) continue
      try {
        return mergeLintConfig(this.#base, parseLintConfig(value))
      } catch (error) {
        // A comment is no directive: one that is malformed is just a comment.
        if (error instanceof BuildError) return this.#base
        throw error
      }
    }
    return this.#base
  }
}

const noComments: readonly string[] = []

function commentsOf(event: LintEvent): readonly string[] {
  switch (event.kind) {
    case 'node':
      return event.node.comments
    case 'from-expanded':
      return event.from.comments
    case 'parsed':
    case 'expanded':
    case 'instruction':
    case 'arg':
    case 'variable':
    case 'context-path':
    case 'port':
      return event.instruction.comments
    case 'tree':
    case 'stage':
    case 'dockerfile':
    case 'default-base-name':
    case 'base-image':
    case 'mistakes':
      return noComments
  }
}

function placeOf(event: LintEvent, file: SourceFile): Location {
  const owner = ownerOf(event)
  return owner ? locationOf(owner.span) : { file, ranges: [] }
}

/** The place of what an event is about; undefined where that is the whole file. */
export function placeIn(event: LintEvent): Span | undefined {
  return ownerOf(event)?.span
}

function ownerOf(event: LintEvent): InstructionNode | { readonly span: Span } | undefined {
  switch (event.kind) {
    case 'node':
      return event.node
    case 'stage':
      return event.stage.from
    case 'default-base-name':
    case 'from-expanded':
    case 'base-image':
      return event.from
    case 'parsed':
    case 'expanded':
    case 'instruction':
    case 'arg':
    case 'variable':
    case 'context-path':
    case 'port':
      return event.instruction
    case 'tree':
    case 'dockerfile':
    case 'mistakes':
      return undefined
  }
}
