import { type BuildSources, type ConvertOptions, type ParseOptions, platformsOf } from '../convert/index.ts'
import { createLinter, type Finding } from '../lint/index.ts'
import type { Platform } from '../platform/index.ts'
import { createSourcePlanner, SourceDecisions } from '../policy/index.ts'
import type { BuildError } from '../source/index.ts'
import type { LoadedDockerfile, Session } from './contexts/index.ts'
import type { CompleteFrontend } from './frontend.ts'
import { LateWork } from './late-work.ts'
import { policyFinding } from './policy-finding.ts'

/** What all conversions of one build have in common. */
export interface Conversion {
  readonly frontend: CompleteFrontend
  readonly session: Session
  readonly sources: BuildSources
  readonly dockerfile: LoadedDockerfile
}

/** What may differ from one conversion to the next. */
export interface ConversionRun {
  /** Undefined where the client asked for none. */
  readonly platform?: Platform | undefined
  readonly allStages?: boolean
  /** See `ConvertOptions.describing`. */
  readonly describing?: boolean
  /** What policies have decided of sources, in a build that is converted several times. */
  readonly decisions?: SourceDecisions
  readonly onFinding: (finding: Finding) => void
  /** See `ConvertOptions.onMistake`. */
  readonly onMistake?: ((error: BuildError) => void) | undefined
}

/**
 * The options of one conversion, to which a linter of its own listens.
 * Throws BuildError (code `check`) where the Dockerfile's check directive is invalid.
 */
export function prepareConversion(
  { frontend, session, sources, dockerfile }: Conversion,
  run: ConversionRun,
): ConvertOptions {
  const { options } = session
  const { resolvers = [], policies = [] } = frontend
  const { decisions = new SourceDecisions(), describing = false } = run
  const { target } = platformsOf({ targetPlatform: run.platform, buildPlatforms: options.buildPlatforms })
  const sourcePlanner = createSourcePlanner({
    resolvers,
    policies,
    decisions,
    platform: target,
    buildArgs: options.buildArgs,
    describing,
    warn: (policy, message, place) => run.onFinding(policyFinding(policy, message, place, dockerfile.file)),
  })
  const linter = createLinter({
    file: dockerfile.file,
    config: options.checks,
    onFinding: run.onFinding,
    ...(frontend.rules === undefined ? {} : { rules: frontend.rules }),
  })
  const late = frontend.instructions && new LateWork(linter)
  return {
    ...(late ? { late: late.tell } : {}),
    target: options.target,
    buildArgs: options.buildArgs,
    labels: options.labels,
    targetPlatform: run.platform,
    buildPlatforms: options.buildPlatforms,
    multiPlatform: options.multiPlatform,
    resolveMode: options.resolveMode,
    noCache: options.noCache,
    cacheIdNamespace: options.cacheIdNamespace,
    hostname: options.hostname,
    network: options.network,
    extraHosts: options.extraHosts,
    shmSize: options.shmSize,
    ulimits: options.ulimits,
    devices: [],
    cgroupParent: options.cgroupParent,
    linuxResources: options.linuxResources,
    git: options.git,
    fetchQueries: options.fetchQueries,
    lazyIgnoreFile: options.lazyIgnoreFile,
    runsTriggers: options.runsTriggers,
    llbCaps: session.client.environment.llbCaps,
    sources,
    lint: late ?? linter,
    allStages: run.allStages ?? false,
    describing,
    ...(sourcePlanner ? { sourcePlanner } : {}),
    onMistake: frontend.onMistake ?? run.onMistake,
    sha256: frontend.sha256,
    randomId: frontend.randomId,
    file: dockerfile.file,
  }
}

/** What reading the Dockerfile depends on, for what the client asked for first of all. */
export function parseOptions({ frontend, session, sources, dockerfile }: Conversion): ParseOptions {
  const { options } = session
  return {
    file: dockerfile.file,
    sources,
    resolveMode: options.resolveMode,
    buildArgs: options.buildArgs,
    target: options.target,
    targetPlatform: options.targetPlatforms[0],
    buildPlatforms: options.buildPlatforms,
    onMistake: frontend.onMistake,
  }
}
