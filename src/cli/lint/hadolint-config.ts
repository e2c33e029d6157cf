import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { LabelType } from '../../lint/index.ts'
import { UsageError } from '../command.ts'
import type { DirectoryNames } from '../directory-names.ts'
import { isOneOf, labelTypes, type PartialSettings, type RuleLevel, severities } from './settings.ts'

const names = ['.hadolint.yaml', '.hadolint.yml', 'hadolint.yaml', 'hadolint.yml']

/** Formats by hadolint's names for them. */
const formats: Readonly<Record<string, string>> = {
  tty: 'text',
  gnu: 'text',
  json: 'json',
  checkstyle: 'checkstyle',
  sarif: 'sarif',
  junit: 'junit',
  gitlab_codeclimate: 'gitlab',
  codeclimate: 'gitlab',
}

/** Finds and reads hadolint's config files, each once. */
export class HadolintConfigs {
  readonly #byDirectory = new Map<string, Promise<PartialSettings | undefined>>()
  readonly #names: DirectoryNames

  constructor(names: DirectoryNames) {
    this.#names = names
  }

  /** What the nearest one says, in a directory or above it, up to the root of the repository. Throws UsageError. */
  nearest(directory: string): Promise<PartialSettings | undefined> {
    let found = this.#byDirectory.get(directory)
    if (!found) {
      found = this.#find(directory)
      this.#byDirectory.set(directory, found)
    }
    return found
  }

  async #find(directory: string): Promise<PartialSettings | undefined> {
    const there = this.#names.listOf(directory)
    const name = names.find((candidate) => there.has(candidate))
    if (name !== undefined) {
      const file = path.join(directory, name)
      return readHadolintConfig(await readText(file), file)
    }
    const parent = path.dirname(directory)
    return parent === directory || there.has('.git') ? undefined : this.nearest(parent)
  }
}

/** The text of a config file. Throws UsageError. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : error}`)
  }
}

/**
 * Settings of a `.hadolint.yaml`. Rules that nobody knows are passed over, as are settings of hadolint that mean
 * nothing here. Throws UsageError for what is no YAML, or no config.
 * @param file the name that errors show
 */
export async function readHadolintConfig(text: string, file: string): Promise<PartialSettings> {
  const { parse } = await import('yaml')
  let config: unknown
  try {
    config = parse(text)
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n', 1)
    throw new UsageError(`${file} is no YAML: ${reason}`)
  }
  if (config === null || config === undefined) return {}
  if (typeof config !== 'object' || Array.isArray(config)) throw new UsageError(`${file}: must be a mapping`)
  const from = config as Readonly<Record<string, unknown>>
  const threshold = from['failure-threshold'] ?? from['failureThreshold']
  const format = from['format']
  return {
    rules: rulesOf(from, file),
    failureThreshold:
      from['no-fail'] === true || from['noFail'] === true || threshold === 'none' || threshold === 'ignore'
        ? 'none'
        : isOneOf(severities, threshold)
          ? threshold
          : undefined,
    format: typeof format === 'string' ? formats[format.toLowerCase()] : undefined,
    trustedRegistries: listOf(from, 'trustedRegistries', file) ?? listOf(from, 'trusted-registries', file),
    labels: labelsOf(from, file),
    strictLabels: booleanOf(from, 'strict-labels', file),
    ignoreComments: booleanOf(from, 'disable-ignore-pragma', file) === true ? false : undefined,
  }
}

function rulesOf(from: Readonly<Record<string, unknown>>, file: string): Readonly<Record<string, RuleLevel>> {
  const rules: Record<string, RuleLevel> = {}
  const override = from['override']
  if (override !== undefined && override !== null) {
    if (typeof override !== 'object' || Array.isArray(override)) {
      throw new UsageError(`${file}: override must be a mapping`)
    }
    for (const severity of severities) {
      for (const code of listOf(override as Readonly<Record<string, unknown>>, severity, file) ?? []) {
        rules[code] = severity
      }
    }
  }
  for (const code of listOf(from, 'ignored', file) ?? listOf(from, 'ignore', file) ?? []) rules[code] = 'off'
  return rules
}

function listOf(
  from: Readonly<Record<string, unknown>>,
  key: string,
  file: string,
): readonly string[] | undefined {
  const value = from[key]
  if (value === undefined || value === null) return undefined
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.map((item) => {
    if (typeof item === 'string') return item
    throw new UsageError(`${file}: ${key} must be a list of strings`)
  })
}

function labelsOf(
  from: Readonly<Record<string, unknown>>,
  file: string,
): Readonly<Record<string, LabelType>> | undefined {
  const schema = from['label-schema'] ?? from['labelSchema']
  if (schema === undefined || schema === null) return undefined
  if (typeof schema !== 'object' || Array.isArray(schema)) {
    throw new UsageError(`${file}: label-schema must be a mapping`)
  }
  return Object.fromEntries(
    Object.entries(schema).map(([name, type]) => {
      if (isOneOf(labelTypes, type)) return [name, type]
      throw new UsageError(`${file}: label-schema.${name} must be one of ${labelTypes.join(', ')}`)
    }),
  )
}

function booleanOf(from: Readonly<Record<string, unknown>>, key: string, file: string): boolean | undefined {
  const value = from[key]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'boolean') throw new UsageError(`${file}: ${key} must be true or false`)
  return value
}
