import path from 'node:path'
import { builtinRules } from '../../lint/index.ts'
import { ownRules } from '../../lint/own-rules.ts'
import { createOfflineClient } from '../../offline/index.ts'
import { suggestion } from '../../suggest/index.ts'
import { clientOptions } from '../build-request.ts'
import { type OptionValues, UsageError } from '../command.ts'
import { type ConfigFile, ConfigFiles } from '../config-file.ts'
import { DirectoryNames } from '../directory-names.ts'
import { type DockerfileSource, openDockerfile } from '../dockerfile-source.ts'
import { openFrontend } from '../frontend.ts'
import { readImageConfigs } from '../image-configs.ts'
import type { CommandIo } from '../io.ts'
import { splitAssignment } from '../split-assignment.ts'
import { findFiles } from './find-files.ts'
import { HadolintConfigs, readHadolintConfig, readText } from './hadolint-config.ts'
import { lintFile, lintRequestName } from './lint-file.ts'
import { openFile } from './open-file.ts'
import type { FileReport } from './report.ts'
import {
  type ConfiguredSettings,
  isOneOf,
  type LintSettings,
  mergeSettings,
  type PartialSettings,
  type RuleLevel,
  readSettings,
  severities,
} from './settings.ts'

/** What is checked: a Dockerfile with its place, as it is printed. */
export interface LintTarget {
  readonly path: string
  /** Undefined for standard input. */
  readonly absolute: string | undefined
  /** Where the build context is, where that is told or evident. */
  readonly contextDirectory: string | undefined
  open(): Promise<DockerfileSource>
}

/** The checks that a command line asks for. */
export interface LintRun {
  readonly targets: readonly LintTarget[]
  /** The settings for a file; those of the first one hold for what concerns all. */
  settingsFor(target: LintTarget | undefined): Promise<LintSettings>
  /** Checks a file, as it is or with other bytes. */
  check(target: LintTarget, dockerfile: DockerfileSource): Promise<FileReport>
}

/**
 * Finds out what is to be checked, and how.
 * @param keepScripts whether reports have the scripts of their files
 * Throws UsageError.
 */
export async function prepareLint(
  values: OptionValues,
  io: CommandIo,
  keepScripts = false,
): Promise<LintRun> {
  const names = new DirectoryNames()
  const settingsFor = createSettings(values, io, names)
  const targets = await targetsOf(values, io, names)
  const frontend = await openFrontend(values, io)
  const imageConfig = await readImageConfigs(values.strings('image'), io.directory)
  return {
    targets,
    settingsFor: (target) => settingsFor(target?.absolute),
    async check(target, dockerfile) {
      const settings = await settingsFor(target.absolute)
      const client = createOfflineClient({
        ...clientOptions(dockerfile, values, io, lintRequestName),
        imageConfig,
      })
      const { path: shownPath, contextDirectory } = target
      return lintFile({
        path: shownPath,
        dockerfile,
        client,
        frontend,
        settings,
        keepScripts,
        contextDirectory,
      })
    },
  }
}

async function targetsOf(
  values: OptionValues,
  io: CommandIo,
  names: DirectoryNames,
): Promise<readonly LintTarget[]> {
  const file = values.string('file')
  const context = values.string('context')
  if (file !== undefined) {
    const [directory] = values.positionals
    const absolute = file === '-' ? undefined : path.resolve(io.directory, file)
    return [
      {
        path: absolute === undefined ? 'Dockerfile' : shown(absolute, io),
        absolute,
        contextDirectory: path.resolve(io.directory, context ?? directory ?? '.'),
        open: () => openDockerfile(file, context ?? directory, io),
      },
    ]
  }
  const asked = values.positionals.length === 0 ? ['.'] : values.positionals
  const targets: LintTarget[] = []
  if (asked.includes('-')) {
    targets.push({
      path: '-',
      absolute: undefined,
      contextDirectory: context === undefined ? undefined : path.resolve(io.directory, context),
      open: () => openDockerfile('-', context, io),
    })
  }
  const files = await findFiles(
    asked.filter((argument) => argument !== '-'),
    io.directory,
  )
  for (const absolute of files) {
    targets.push({
      path: shown(absolute, io),
      absolute,
      contextDirectory: contextOf(absolute, context, io),
      open: async () =>
        context === undefined ? openFile(absolute, names) : openDockerfile(absolute, context, io),
    })
  }
  return targets
}

/** A Dockerfile in the present directory is built from there; others may be built from anywhere. */
function contextOf(absolute: string, context: string | undefined, io: CommandIo): string | undefined {
  if (context !== undefined) return path.resolve(io.directory, context)
  return path.dirname(absolute) === path.resolve(io.directory) ? io.directory : undefined
}

/** A path as it is printed: from the present directory where it lies in it, with slashes. */
function shown(absolute: string, io: CommandIo): string {
  const relative = path.relative(io.directory, absolute)
  return (relative.startsWith('..') ? absolute : relative).replaceAll(path.sep, '/')
}

/** What rules may be called in configs. */
function ruleNames(): ReadonlySet<string> {
  const rules = [...builtinRules, ...ownRules()]
  return new Set(rules.flatMap(({ name, aliases = [] }) => [name, ...aliases]))
}

/**
 * A function that tells the settings for a file: hadolint's config, then Slipway's, then what it says of the very
 * file, then the command line.
 */
function createSettings(
  values: OptionValues,
  io: CommandIo,
  names: DirectoryNames,
): (file: string | undefined) => Promise<LintSettings> {
  const knownRules = ruleNames()
  const given = settingsOfCommandLine(values, knownRules)
  const configs = new ConfigFiles(names)
  const hadolintConfigs = new HadolintConfigs(names)
  const read = new Map<ConfigFile, ConfiguredSettings>()
  const merged = new Map<string, LintSettings>()
  const combined: { readonly parts: readonly PartialSettings[]; readonly settings: LintSettings }[] = []
  const asked = values.string('config')
  const namedContexts = values.strings('build-context').map((entry) => entry.split('=', 1)[0] ?? '')

  function settingsIn(config: ConfigFile): ConfiguredSettings {
    let settings = read.get(config)
    if (!settings) {
      const value = config.settings['lint']
      settings = readSettings(value === undefined ? {} : value, config.path, knownRules)
      read.set(config, settings)
    }
    return settings
  }

  async function partsFor(directory: string, file: string | undefined): Promise<readonly PartialSettings[]> {
    if (asked !== undefined && /\.ya?ml$/.test(asked)) {
      const absolute = path.resolve(io.directory, asked)
      return [await readHadolintConfig(await readText(absolute), asked)]
    }
    const config =
      asked === undefined
        ? await configs.nearest(directory)
        : await configs.load(path.resolve(io.directory, asked))
    const hadolint = asked === undefined ? await hadolintConfigs.nearest(directory) : undefined
    const parts: PartialSettings[] = hadolint ? [hadolint] : []
    if (config) {
      const settings = settingsIn(config)
      const relative = path.relative(config.directory, file ?? path.join(directory, 'Dockerfile'))
      const name = relative.replaceAll(path.sep, '/')
      parts.push(settings, ...settings.overrides.filter(({ appliesTo }) => appliesTo(name)))
    }
    return parts
  }

  /** Settings of the same parts are the same value. */
  function settingsOf(parts: readonly PartialSettings[]): LintSettings {
    const found = combined.find(
      (one) => one.parts.length === parts.length && parts.every((part, index) => part === one.parts[index]),
    )
    if (found) return found.settings
    const settings = { ...mergeSettings([...parts, given]), namedContexts }
    combined.push({ parts, settings })
    return settings
  }

  return async (file) => {
    const key = file ?? ''
    const known = merged.get(key)
    if (known) return known
    const directory = file === undefined ? io.directory : path.dirname(file)
    const settings = settingsOf(await partsFor(directory, file))
    merged.set(key, settings)
    return settings
  }
}

function settingsOfCommandLine(values: OptionValues, knownRules: ReadonlySet<string>): PartialSettings {
  const rules: Record<string, RuleLevel> = {}
  for (const entry of values.strings('rule')) {
    const [name, level] = splitAssignment('--rule', entry)
    if (!knownRules.has(name) && !/^SC\d+$/.test(name)) {
      throw new UsageError(`there is no rule ${name}${suggestion(name, knownRules, true)}`)
    }
    if (!isOneOf([...severities, 'off'] as const, level)) {
      throw new UsageError(`--rule ${name}: ${level} is none of ${severities.join(', ')}, off`)
    }
    rules[name] = level
  }
  return {
    rules,
    preset: choice(values, 'preset', ['reference', 'recommended', 'all'] as const),
    failureThreshold: choice(values, 'failure-threshold', [...severities, 'none'] as const),
    format:
      values.string('format') ??
      (values.boolean('json') ? 'json' : values.boolean('text') ? 'text' : undefined),
  }
}

function choice<Value extends string>(
  values: OptionValues,
  name: string,
  allowed: readonly Value[],
): Value | undefined {
  const value = values.string(name)
  if (value === undefined || isOneOf(allowed, value)) return value
  throw new UsageError(`--${name}: ${value} is none of ${allowed.join(', ')}`)
}
