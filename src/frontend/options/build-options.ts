import type { ConvertOptions, ResolveMode } from '../../convert/index.ts'
import type { BuildEnvironment, CacheImport } from '../../gateway/client.ts'
import { type LintConfig, parseLintConfig } from '../../lint/index.ts'
import type { GitCalls, LinuxResources } from '../../llb/index.ts'
import { normalizePlatform, type Platform } from '../../platform/index.ts'
import { explainingSync } from '../../source/index.ts'
import { readBooleanArg } from './boolean-arg.ts'
import { readCacheImports } from './cache-imports.ts'
import { readExtraHosts } from './extra-hosts.ts'
import { readLinuxResources } from './linux-resources.ts'
import { readMultiPlatform } from './multi-platform.ts'
import { readNetwork } from './network.ts'
import { readNoCache } from './no-cache.ts'
import { readPlatforms } from './platforms.ts'
import { readResolveMode } from './resolve-mode.ts'
import { readSbom, type SbomOptions } from './sbom.ts'
import { readShmSize } from './shm-size.ts'
import { readUlimits } from './ulimits.ts'

/** What the client asked for, read from the frontend options. */
export interface BuildOptions {
  readonly target: string
  readonly buildArgs: ReadonlyMap<string, string>
  readonly labels: ReadonlyMap<string, string>
  /** Normalized; empty where the client named none. */
  readonly targetPlatforms: readonly Platform[]
  readonly buildPlatforms: readonly Platform[]
  readonly multiPlatform: boolean
  readonly resolveMode: ResolveMode
  readonly noCache: ConvertOptions['noCache']
  readonly cacheImports: readonly CacheImport[]
  readonly cacheIdNamespace: string
  readonly hostname: string
  readonly network: ConvertOptions['network']
  readonly extraHosts: ConvertOptions['extraHosts']
  readonly shmSize: number
  readonly ulimits: ConvertOptions['ulimits']
  readonly linuxResources: LinuxResources | undefined
  readonly cgroupParent: string
  /** How git is called (`BUILDKIT_GIT_ADVICE`, `BUILDKIT_GIT_DEBUG_COMMANDS`). */
  readonly git: GitCalls
  /** Whether addresses of repositories may say how much is fetched (`SLIPWAY_GIT_FETCH`). */
  readonly fetchQueries: boolean
  /** Whether named contexts may be `ssh://…` (`SLIPWAY_SSH_CONTEXTS`). */
  readonly sshContexts: boolean
  /** Whether the ignore file is read only where the build context is used (`SLIPWAY_LAZY_IGNORE_FILE`). */
  readonly lazyIgnoreFile: boolean
  /** Whether ONBUILD triggers run; `BUILDKIT_DISABLE_ONBUILD` keeps them from it. */
  readonly runsTriggers: boolean
  readonly sbom: SbomOptions | undefined
  /** The build checks to run in place of what the Dockerfile says (`BUILDKIT_DOCKERFILE_CHECK`). */
  readonly checks: LintConfig | undefined
  /** Sessions that local sources come from, by name; others come from the build's own. */
  readonly localSessionIds: ReadonlyMap<string, string>
  /** Every option by key, those that stand in for others in place: what a forwarded build is given. */
  readonly raw: ReadonlyMap<string, string>
}

/**
 * Reads the options of a build, in the reference's order: the first bad value is refused.
 * @param host the platform that this program runs on, for a daemon that names none
 * Throws BuildError (code `option`).
 */
export function readBuildOptions(environment: BuildEnvironment, host: Platform): BuildOptions {
  const raw = new Map(environment.options)
  const text = (key: string) => raw.get(key) ?? ''
  const buildPlatforms = [environment.workers[0]?.platforms[0] ?? normalizePlatform(host)]
  const targetPlatforms = readPlatforms(text('platform'))
  const resolveMode = readResolveMode(text('image-resolve-mode'))
  const extraHosts = readExtraHosts(text('add-hosts'))
  const shmSize = readShmSize(text('shm-size'))
  const ulimits = readUlimits(text('ulimit'))
  const linuxResources = readLinuxResources(raw)
  const network = readNetwork(text('force-network-mode'))
  const noCache = readNoCache(raw.get('no-cache'))
  replace(raw, 'multi-platform', 'build-arg:BUILDKIT_MULTI_PLATFORM')
  const multiPlatform = readMultiPlatform(text('multi-platform'), targetPlatforms.length)
  const cacheImports = readCacheImports(text('cache-imports'), text('cache-from'))
  const sbom = readSbom(raw)
  replace(raw, 'hostname', 'build-arg:BUILDKIT_SANDBOX_HOSTNAME')
  const checks = readChecks(raw.get('build-arg:BUILDKIT_DOCKERFILE_CHECK'))
  const advice = readBooleanArg(raw, 'BUILDKIT_GIT_ADVICE')
  const debugCommands = readBooleanArg(raw, 'BUILDKIT_GIT_DEBUG_COMMANDS')
  const runsTriggers = !readBooleanArg(raw, 'BUILDKIT_DISABLE_ONBUILD')
  // What the reference is about to do, or has been asked for: each is off until a build switches it on.
  const prepared = {
    fetchQueries: readBooleanArg(raw, 'SLIPWAY_GIT_FETCH'),
    sshContexts: readBooleanArg(raw, 'SLIPWAY_SSH_CONTEXTS'),
    lazyIgnoreFile: readBooleanArg(raw, 'SLIPWAY_LAZY_IGNORE_FILE'),
  }
  return {
    target: text('target'),
    buildArgs: withoutPrefix(raw, 'build-arg:'),
    labels: withoutPrefix(raw, 'label:'),
    targetPlatforms,
    buildPlatforms,
    multiPlatform,
    resolveMode,
    noCache,
    cacheImports,
    cacheIdNamespace: text('build-arg:BUILDKIT_CACHE_MOUNT_NS'),
    hostname: text('hostname'),
    network,
    extraHosts,
    shmSize,
    ulimits,
    linuxResources,
    cgroupParent: text('cgroup-parent'),
    git: { advice, debugCommands },
    ...prepared,
    runsTriggers,
    sbom,
    checks,
    localSessionIds: withoutPrefix(raw, 'local-sessionid:'),
    raw,
  }
}

function readChecks(value: string | undefined): LintConfig | undefined {
  if (value === undefined) return undefined
  return explainingSync('failed to parse build-arg:BUILDKIT_DOCKERFILE_CHECK', () => parseLintConfig(value))
}

/** Puts the value of another option, where it has one, in place of that of `key`. */
function replace(options: Map<string, string>, key: string, other: string): void {
  const value = options.get(other)
  if (value) options.set(key, value)
}

/** The options whose keys start with `prefix`, by what follows it, in the order of their names. */
function withoutPrefix(options: ReadonlyMap<string, string>, prefix: string): ReadonlyMap<string, string> {
  const found: [string, string][] = []
  for (const [key, value] of options) {
    if (key.startsWith(prefix)) found.push([key.slice(prefix.length), value])
  }
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}
