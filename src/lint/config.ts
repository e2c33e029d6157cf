import { parseBool, quote, trimSpace } from '../go/index.ts'
import { BuildError } from '../source/index.ts'

/** Rules that an option names, or all of them. */
export type RuleSelection = 'all' | ReadonlySet<string>

/** What `# check=`, a comment above an instruction, or BUILDKIT_DOCKERFILE_CHECK ask of the build checks. */
export interface LintConfig {
  /** Rules that report nothing. Experimental ones are not subject to it. */
  readonly skip: RuleSelection
  /** Experimental rules that report as well. */
  readonly experimental: RuleSelection
  /** Whether a finding fails the build. */
  readonly error: boolean
}

const none: ReadonlySet<string> = new Set()

/** All stable rules, no experimental one, findings are warnings. */
export const defaultLintConfig: LintConfig = { skip: none, experimental: none, error: false }

/**
 * Reads check options: `skip=RULE,RULE;error=true;experimental=all`, each part optional.
 * @throws BuildError (code `check`) for a part that is no such option
 */
export function parseLintConfig(text: string): LintConfig {
  const trimmed = trimSpace(text)
  if (trimmed === '') return defaultLintConfig
  let { skip, experimental, error } = defaultLintConfig
  for (const part of splitAtMost(trimmed, ';', 3)) {
    const equals = part.indexOf('=')
    if (equals < 0) throw new BuildError('check', `invalid check option ${quote(part)}`)
    const key = trimSpace(part.slice(0, equals))
    const value = trimSpace(part.slice(equals + 1))
    if (key === 'skip') skip = selectRules(value, skip)
    else if (key === 'experimental') experimental = selectRules(value, experimental)
    else if (key === 'error') error = parseErrorOption(part, value)
    else throw new BuildError('check', `invalid check option ${quote(key)}`)
  }
  return { skip, experimental, error }
}

/** What holds where both apply: what either skips or turns on; whether findings fail is up to `base`. */
export function mergeLintConfig(base: LintConfig, more: LintConfig): LintConfig {
  return {
    skip: mergeSelections(base.skip, more.skip),
    experimental: mergeSelections(base.experimental, more.experimental),
    error: base.error,
  }
}

/** Whether a selection has the rule. */
export function selects(selection: RuleSelection, rule: string): boolean {
  return selection === 'all' || selection.has(rule)
}

function selectRules(value: string, before: RuleSelection): RuleSelection {
  // A part may be repeated: names replace names, but `all` stays.
  if (value === 'all' || before === 'all') return 'all'
  return new Set(value.split(',').map(trimSpace))
}

function mergeSelections(a: RuleSelection, b: RuleSelection): RuleSelection {
  if (a === 'all' || b === 'all') return 'all'
  if (b.size === 0) return a
  return a.size === 0 ? b : new Set([...a, ...b])
}

function parseErrorOption(part: string, value: string): boolean {
  try {
    return parseBool(value)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new BuildError('check', `failed to parse check option ${quote(part)}: ${reason}`, { cause })
  }
}

/** Splits into `limit` parts; the last one keeps further separators. */
function splitAtMost(text: string, separator: string, limit: number): readonly string[] {
  const parts = text.split(separator)
  if (parts.length <= limit) return parts
  return [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)]
}
