import picomatch from 'picomatch'
import type { LabelType, LintRule, RuleSettings, Severity } from '../../lint/index.ts'
import { suggestion } from '../../suggest/index.ts'
import { UsageError } from '../command.ts'

/** What is done with what a rule finds. */
export type RuleLevel = Severity | 'off'

/** Which rules report where nothing else is said of them. */
export type Preset = 'reference' | 'recommended' | 'all'

/** Most severe first. */
export const severities: readonly Severity[] = ['error', 'warning', 'info', 'style']
const levels: readonly string[] = [...severities, 'off']
const presets: readonly Preset[] = ['reference', 'recommended', 'all']
export const labelTypes: readonly LabelType[] = ['text', 'rfc3339', 'semver', 'url', 'hash', 'spdx', 'email']

/** Settings as one place gives them: what is absent is left to others. */
export interface PartialSettings {
  readonly preset?: Preset | undefined
  /** By name of the rule, or by what another linter calls it. */
  readonly rules?: Readonly<Record<string, RuleLevel>> | undefined
  /** The exit code tells of findings of this severity and above; of none with `none`. */
  readonly failureThreshold?: Severity | 'none' | undefined
  readonly format?: string | undefined
  readonly trustedRegistries?: readonly string[] | undefined
  readonly labels?: Readonly<Record<string, LabelType>> | undefined
  readonly strictLabels?: boolean | undefined
  /** Whether comments may turn rules off; true by default. */
  readonly ignoreComments?: boolean | undefined
  /** Whether ShellCheck is run where it is on the PATH; true by default. */
  readonly shellcheck?: boolean | undefined
}

/** Settings for some files alone. */
export interface SettingsOverride extends PartialSettings {
  /** Whether it holds for a file, told by its path from the config's directory. */
  appliesTo(file: string): boolean
}

/** What a config file says. */
export interface ConfiguredSettings extends PartialSettings {
  readonly overrides: readonly SettingsOverride[]
}

/** Settings with nothing left open. */
export interface LintSettings extends RuleSettings {
  readonly preset: Preset
  readonly rules: Readonly<Record<string, RuleLevel>>
  readonly failureThreshold: Severity | 'none'
  readonly format: string
  readonly ignoreComments: boolean
  readonly shellcheck: boolean
}

const defaults: LintSettings = {
  preset: 'recommended',
  rules: {},
  failureThreshold: 'style',
  format: 'text',
  trustedRegistries: [],
  labels: {},
  strictLabels: false,
  ignoreComments: true,
  shellcheck: true,
}

/** Settings of several places, later ones before earlier ones. */
export function mergeSettings(parts: readonly PartialSettings[]): LintSettings {
  let merged = defaults
  for (const part of parts) {
    const { rules, ...rest } = Object.fromEntries(
      Object.entries(part).filter(([key, value]) => Object.hasOwn(defaults, key) && value !== undefined),
    ) as PartialSettings
    merged = { ...merged, ...rest, rules: { ...merged.rules, ...rules } } as LintSettings
  }
  return merged
}

/**
 * What is done with a rule's findings, 'off' where it is not even run.
 * @param settings what names a rule decides, by its own name before other linters' names
 */
export function levelOf(rule: LintRule, settings: LintSettings, isReference: boolean): RuleLevel {
  const own = settings.rules[rule.name]
  if (own !== undefined) return own
  // Other linters may have several rules for it, and all of them may have to be off.
  const levels = (rule.aliases ?? []).map((name) => settings.rules[name])
  const asked = levels.find((level) => level !== undefined && level !== 'off')
  if (asked) return asked
  if (levels.length > 0 && levels.every((level) => level === 'off')) return 'off'
  const severity = rule.severity ?? 'warning'
  if (settings.preset === 'all') return severity
  if (rule.optional || rule.experimental) return 'off'
  return settings.preset === 'reference' && !isReference ? 'off' : severity
}

const keys = [
  'preset',
  'rules',
  'failureThreshold',
  'format',
  'trustedRegistries',
  'labels',
  'strictLabels',
  'ignoreComments',
  'shellcheck',
]

/**
 * Reads the `lint` key of a `slipway.config` file.
 * @param knownRules names of rules, and what other linters call them
 * Throws UsageError, which names the file and the key.
 */
export function readSettings(
  value: unknown,
  file: string,
  knownRules: ReadonlySet<string>,
): ConfiguredSettings {
  const reader = new SettingsReader(file, knownRules)
  const settings = reader.object(value, 'lint', [...keys, 'overrides'])
  const overrides = settings['overrides']
  return {
    ...reader.settings(settings, 'lint'),
    overrides: overrides === undefined ? [] : reader.overrides(overrides),
  }
}

/** Whether a text is a severity, or something else that is allowed. */
export function isOneOf<Value extends string>(values: readonly Value[], value: unknown): value is Value {
  return (values as readonly unknown[]).includes(value)
}

class SettingsReader {
  readonly #file: string
  readonly #knownRules: ReadonlySet<string>

  constructor(file: string, knownRules: ReadonlySet<string>) {
    this.#file = file
    this.#knownRules = knownRules
  }

  settings(from: Readonly<Record<string, unknown>>, at: string): PartialSettings {
    return {
      preset: this.#choice(from, at, 'preset', presets),
      rules: this.#rules(from, at),
      failureThreshold: this.#choice(from, at, 'failureThreshold', [...severities, 'none'] as const),
      format: this.#string(from, at, 'format'),
      trustedRegistries: this.#strings(from, at, 'trustedRegistries'),
      labels: this.#labels(from, at),
      strictLabels: this.#boolean(from, at, 'strictLabels'),
      ignoreComments: this.#boolean(from, at, 'ignoreComments'),
      shellcheck: this.#boolean(from, at, 'shellcheck'),
    }
  }

  overrides(value: unknown): readonly SettingsOverride[] {
    if (!Array.isArray(value)) this.#fail('lint.overrides', 'must be a list')
    return value.map((entry: unknown, index) => {
      const at = `lint.overrides[${index}]`
      const object = this.object(entry, at, ['files', ...keys])
      const files = this.#strings(object, at, 'files')
      if (!files || files.length === 0) this.#fail(`${at}.files`, 'must name files')
      const matches = picomatch([...files], { dot: true })
      return { ...this.settings(object, at), appliesTo: (path) => matches(path) }
    })
  }

  object(value: unknown, at: string, known: readonly string[]): Readonly<Record<string, unknown>> {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      this.#fail(at, 'must be an object')
    for (const key of Object.keys(value)) {
      if (!known.includes(key)) this.#fail(`${at}.${key}`, `is no setting${suggestion(key, known, true)}`)
    }
    return value as Readonly<Record<string, unknown>>
  }

  #rules(
    from: Readonly<Record<string, unknown>>,
    at: string,
  ): Readonly<Record<string, RuleLevel>> | undefined {
    const value = from['rules']
    if (value === undefined) return undefined
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#fail(`${at}.rules`, 'must be an object')
    }
    for (const [name, level] of Object.entries(value)) {
      if (!this.#knownRules.has(name) && !/^SC\d+$/.test(name)) {
        this.#fail(`${at}.rules.${name}`, `is no rule${suggestion(name, this.#knownRules, true)}`)
      }
      if (!levels.includes(level)) this.#fail(`${at}.rules.${name}`, `must be one of ${levels.join(', ')}`)
    }
    return value as Readonly<Record<string, RuleLevel>>
  }

  #labels(
    from: Readonly<Record<string, unknown>>,
    at: string,
  ): Readonly<Record<string, LabelType>> | undefined {
    const value = from['labels']
    if (value === undefined) return undefined
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#fail(`${at}.labels`, 'must be an object')
    }
    for (const [name, type] of Object.entries(value)) {
      if (!isOneOf(labelTypes, type))
        this.#fail(`${at}.labels.${name}`, `must be one of ${labelTypes.join(', ')}`)
    }
    return value as Readonly<Record<string, LabelType>>
  }

  #choice<Value extends string>(
    from: Readonly<Record<string, unknown>>,
    at: string,
    key: string,
    values: readonly Value[],
  ): Value | undefined {
    const value = from[key]
    if (value === undefined) return undefined
    if (!isOneOf(values, value)) this.#fail(`${at}.${key}`, `must be one of ${values.join(', ')}`)
    return value
  }

  #string(from: Readonly<Record<string, unknown>>, at: string, key: string): string | undefined {
    const value = from[key]
    if (value !== undefined && typeof value !== 'string') this.#fail(`${at}.${key}`, 'must be a string')
    return value
  }

  #boolean(from: Readonly<Record<string, unknown>>, at: string, key: string): boolean | undefined {
    const value = from[key]
    if (value !== undefined && typeof value !== 'boolean') this.#fail(`${at}.${key}`, 'must be true or false')
    return value
  }

  #strings(from: Readonly<Record<string, unknown>>, at: string, key: string): readonly string[] | undefined {
    const value = from[key]
    if (value === undefined) return undefined
    const list: readonly unknown[] = Array.isArray(value) ? value : [value]
    if (!list.every((item) => typeof item === 'string')) {
      this.#fail(`${at}.${key}`, 'must be a list of strings')
    }
    return list as readonly string[]
  }

  #fail(at: string, problem: string): never {
    throw new UsageError(`${this.#file}: ${at} ${problem}`)
  }
}
