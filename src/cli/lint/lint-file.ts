import path from 'node:path'
import { builtinInstructions } from '../../convert/index.ts'
import { isConsequence, parseSyntaxTree } from '../../dockerfile/index.ts'
import type { Frontend } from '../../frontend/index.ts'
import {
  builtinRules,
  type Finding,
  type LintResult,
  type LintRule,
  type Suppressions,
  suppressionsOf,
} from '../../lint/index.ts'
import { ownRule } from '../../lint/own-rule.ts'
import { ownRules } from '../../lint/own-rules.ts'
import { excludeMatchesNothing } from '../../lint/rules/files/exclude-matches-nothing.ts'
import { eachScript } from '../../lint/scripts/each-script.ts'
import type { RunScript } from '../../lint/scripts/run-script.ts'
import type { OfflineClient } from '../../offline/index.ts'
import { type BuildError, createSourceFile, type SourceFile } from '../../source/index.ts'
import { buildCollecting, explained } from '../collect-errors.ts'
import type { DockerfileSource } from '../dockerfile-source.ts'
import { listContext } from './list-context.ts'
import { type FileReport, type ReportedFinding, spanOfLines } from './report.ts'
import { type LintSettings, levelOf, type RuleLevel } from './settings.ts'
import { withSeverityComments } from './severity-comments.ts'
import type { ShellFinding } from './shellcheck.ts'

/** One file to be checked. */
export interface LintRequest {
  /** As it is printed. */
  readonly path: string
  readonly dockerfile: DockerfileSource
  /** The build that asks for it; its subrequest is `slipway.lint`. */
  readonly client: OfflineClient
  readonly frontend: Frontend
  readonly settings: LintSettings
  /** Whether scripts are kept, for ShellCheck. */
  readonly keepScripts: boolean
  /** Where the build context is; undefined where nobody knows. */
  readonly contextDirectory?: string | undefined
}

/** The subrequest that a client of `lintFile` asks for. */
export const lintRequestName = 'slipway.lint'

/** What hadolint calls what is an error of every build. */
const codesOfErrors: Readonly<Record<string, readonly string[]>> = {
  'port-value': ['DL3011'],
  'stage-cycle': ['DL3023'],
  'trigger-forbidden': ['DL3043'],
  'instruction-before-from': ['DL3061'],
}

const referenceNames: ReadonlySet<string> = new Set(builtinRules.map(({ name }) => name))

/** Runs the rules over one file: all findings and all errors, in the order of the text. */
export async function lintFile(request: LintRequest): Promise<FileReport> {
  const { dockerfile, frontend } = request
  const file = createSourceFile(dockerfile.filename, dockerfile.bytes)
  const settings = withSeverityComments(request.settings, file.text)
  let { rules, levels } = rulesFor(frontend.rules ?? builtinRules, settings)
  let result: LintResult | undefined
  const scripts: RunScript[] = []
  const collector = request.keepScripts && settings.shellcheck ? [collectScripts(scripts)] : []
  const { contextDirectory } = request
  let paths: readonly string[] | undefined
  const exclude = excludeMatchesNothing(() => {
    paths ??= contextDirectory === undefined ? undefined : listContext(contextDirectory)
    return paths
  })
  /** Rules that need to know this very file. */
  const forRequest = (shared: readonly LintRule[]): readonly LintRule[] => [
    ...shared.map((rule) => (rule.name === exclude.name ? exclude : rule)),
    ...collector,
  ]
  const checking: Frontend = {
    ...frontend,
    rules: forRequest(rules),
    ...(frontend.forFile && {
      forFile(file: SourceFile) {
        const own = frontend.forFile?.(file)
        if (!own) return undefined
        ;({ rules, levels } = rulesFor(own.rules ?? builtinRules, settings))
        return { ...own, rules: forRequest(rules), subrequests: [subrequest] }
      },
    }),
  }
  const subrequest = {
    name: lintRequestName,
    version: '1.0.0',
    description: '',
    async handle(build: { check(): Promise<LintResult> }) {
      result = await build.check()
      return {}
    },
  }
  const collected = await buildCollecting(
    request.client,
    { ...checking, subrequests: [subrequest] },
    dockerfile,
  )
  let { errors } = collected
  // What ended the conversion is in the result; what it could go on after has been collected.
  const last = result?.error
  if (last && !isOwnVerdict(last) && (errors.length === 0 || !isConsequence(last))) {
    errors = explained([...errors, last], checking, dockerfile)
  }
  const printer = new Reporter({ ...request, settings }, levels, file)
  const findings = [
    ...errors.map((error) => printer.error(error)),
    ...(result?.findings ?? []).map((finding) => printer.finding(finding)),
  ]
  const failed = result?.error !== undefined && isOwnVerdict(result.error)
  return {
    path: request.path,
    failed,
    findings: inOrder(findings.filter((finding) => finding !== undefined)),
    scripts: { scripts, findingOf: (finding) => printer.shellFinding(finding) },
  }
}

/** Not a rule that finds anything: it keeps the scripts that others look at. */
function collectScripts(scripts: RunScript[]): LintRule {
  return ownRule({
    name: 'CollectScripts',
    description: '',
    create: () => eachScript((script) => void scripts.push(script)),
  })
}

/** Whether an error says only that there are findings, which are reported as such. */
function isOwnVerdict({ code, message }: BuildError): boolean {
  return code === 'check' && message.startsWith('lint violation found')
}

/** Rules that run, and what is done with what they find. */
interface ChosenRules {
  readonly rules: readonly LintRule[]
  readonly levels: ReadonlyMap<string, RuleLevel>
}

/** What was chosen, by the rules of the frontend and the settings, which many files share. */
const chosen = new WeakMap<readonly LintRule[], WeakMap<LintSettings, ChosenRules>>()

function rulesFor(rules: readonly LintRule[], settings: LintSettings): ChosenRules {
  let bySettings = chosen.get(rules)
  if (!bySettings) {
    bySettings = new WeakMap()
    chosen.set(rules, bySettings)
  }
  let found = bySettings.get(settings)
  if (!found) {
    const levels = new Map<string, RuleLevel>()
    found = { rules: chooseRules(rules, settings, levels), levels }
    bySettings.set(settings, found)
  }
  return found
}

function chooseRules(
  rules: readonly LintRule[],
  settings: LintSettings,
  levels: Map<string, RuleLevel>,
): readonly LintRule[] {
  const known = new Set(rules.map(({ name }) => name))
  const all = [
    ...rules,
    ...ownRules({ ...settings, otherRules: [...known] }).filter(({ name }) => !known.has(name)),
  ]
  return all.flatMap((rule) => {
    // What an extension brings has been asked for, as the reference's rules are.
    const level = levelOf(rule, settings, known.has(rule.name) || referenceNames.has(rule.name))
    levels.set(rule.name, level)
    if (level === 'off') return []
    return rule.optional || rule.experimental ? [{ ...rule, optional: false, experimental: false }] : [rule]
  })
}

const noSuppressions: Suppressions = { isSuppressed: () => false }

/** Makes reports of findings and errors. */
class Reporter {
  readonly #request: LintRequest
  readonly #levels: ReadonlyMap<string, RuleLevel>
  readonly #suppressions = new Map<SourceFile, Suppressions>()
  readonly #own: SourceFile

  constructor(request: LintRequest, levels: ReadonlyMap<string, RuleLevel>, file: SourceFile) {
    this.#request = request
    this.#levels = levels
    this.#own = file
  }

  finding({ rule, message, location, span, fix, hint }: Finding): ReportedFinding | undefined {
    const { file, ranges } = location
    const [first, last] = [ranges[0]?.start, ranges.at(-1)?.end]
    const place = span ?? (first && last && first.line > 0 ? spanOfLines(file, first, last) : undefined)
    if (
      this.#request.settings.ignoreComments &&
      this.#suppressionsIn(file).isSuppressed(rule, place?.start)
    ) {
      return undefined
    }
    const level = this.#levels.get(rule.name) ?? 'warning'
    return {
      rule: rule.name,
      codes: rule.aliases ?? [],
      severity: level === 'off' ? 'warning' : level,
      isError: false,
      message,
      description: rule.description,
      url: rule.url,
      hint,
      path: this.#pathOf(file),
      file,
      span: place,
      fix,
    }
  }

  shellFinding({ script, code, level, message, start, end }: ShellFinding): ReportedFinding | undefined {
    const asked = this.#request.settings.rules[code]
    // What a rule of ours finds as well is told once.
    if (asked === 'off' || (asked === undefined && this.#ownCodes().has(code))) return undefined
    const span = script.spanOf({ start, end })
    const rule = { name: code, aliases: [] }
    if (
      this.#request.settings.ignoreComments &&
      this.#suppressionsIn(span.file).isSuppressed(rule, span.start)
    ) {
      return undefined
    }
    return {
      rule: code,
      codes: [],
      severity: asked ?? level,
      isError: false,
      message,
      description: 'Found by ShellCheck',
      url: `https://www.shellcheck.net/wiki/${code}`,
      hint: undefined,
      path: this.#pathOf(span.file),
      file: span.file,
      span,
      fix: undefined,
    }
  }

  #ownCodes(): ReadonlySet<string> {
    const on = ownRules().filter(({ name }) => (this.#levels.get(name) ?? 'off') !== 'off')
    return new Set(on.flatMap(({ aliases = [] }) => aliases))
  }

  error(error: BuildError): ReportedFinding {
    const [span] = error.spans
    const [location] = error.locations
    const [first, last] = [location?.ranges[0]?.start, location?.ranges.at(-1)?.end]
    const file = span?.file ?? location?.file ?? this.#own
    return {
      rule: error.code,
      codes: codesOfErrors[error.code] ?? [],
      severity: 'error',
      isError: true,
      message: error.message,
      description: 'The Dockerfile cannot be built',
      url: '',
      hint: error.hint,
      path: this.#pathOf(file),
      file,
      span:
        error.focus ?? span ?? (first && last && first.line > 0 ? spanOfLines(file, first, last) : undefined),
      fix: undefined,
    }
  }

  /** Files that are not the one that was asked for are told by their path in the build context. */
  #pathOf(file: SourceFile): string {
    const { dockerfile, path: own } = this.#request
    return file.filename === dockerfile.filename
      ? own
      : path.posix.join(path.posix.dirname(own), file.filename)
  }

  #suppressionsIn(file: SourceFile): Suppressions {
    let found = this.#suppressions.get(file)
    if (!found) {
      // Most files have no such comment.
      found = /ignore/i.test(file.text)
        ? suppressionsOf(parseSyntaxTree(file, builtinInstructions))
        : noSuppressions
      this.#suppressions.set(file, found)
    }
    return found
  }
}

/** Findings in the order of the text. */
export function inOrder(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  return [...findings].sort((a, b) => {
    if (a.path !== b.path) return a.path < b.path ? -1 : 1
    return (a.span?.start ?? -1) - (b.span?.start ?? -1)
  })
}
