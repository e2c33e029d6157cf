import { detectSyntax } from '../dockerfile/index.ts'
import type { Attestation, BuildResult, GatewayClient } from '../gateway/client.ts'
import { trimSpace } from '../go/index.ts'
import { BuildError, inContext } from '../source/index.ts'
import { assembleResult, platformId } from './build-result.ts'
import {
  createBuildSources,
  createMainContext,
  createSession,
  type LoadedDockerfile,
  loadDockerfile,
  openBuildContext,
  type Session,
} from './contexts/index.ts'
import type { Conversion } from './conversion.ts'
import { withDebugStack } from './debug-stack.ts'
import { forwardBuild, SYNTAX_ARG } from './forward.ts'
import { type CompleteFrontend, completeFrontend, type Frontend } from './frontend.ts'
import { readBuildOptions } from './options/build-options.ts'
import { readFrontendCaps } from './options/frontend-caps.ts'
import { checkMinimum } from './options/minimum.ts'
import { buildAll } from './platform-build.ts'
import { WarningSender } from './warnings.ts'
import { hasSource, wireError, withoutPlaces, withSources } from './wire-error.ts'

/**
 * One build, from what the client asked for to what it gets: the Dockerfile is read and left to the frontend
 * that it names, or a subrequest is answered, or every platform is built.
 * @param frontend what the frontend is made of; that of the reference by default
 * Throws BuildError, ready to be returned to the daemon: its message, status and details are what goes there.
 *
 * @example
 * await runFrontend((client) => build(client, createFrontend(myorg)))
 */
export async function build(client: GatewayClient, frontend: Frontend = {}): Promise<BuildResult> {
  try {
    return await runBuild(client, completeFrontend(frontend))
  } catch (error) {
    throw error instanceof BuildError ? wireError(withDebugStack(error, client.environment)) : error
  }
}

async function runBuild(client: GatewayClient, frontend: CompleteFrontend): Promise<BuildResult> {
  checkMinimum(client.environment)
  const options = readBuildOptions(client.environment, frontend.host)
  const missing = readFrontendCaps(options.raw.get('frontend.caps') ?? '')
  if (missing !== undefined && !missing.mayForward) throw missing.error

  const session = createSession(client, options, frontend)
  const context = await openBuildContext(session)
  const dockerfile = await loadDockerfile(session, context)
  const forwarded = await forwardIfAsked(session, dockerfile)
  if (forwarded !== undefined) return forwarded
  if (missing !== undefined) throw missing.error

  const sources = createBuildSources(session, createMainContext(session, context, dockerfile), frontend.host)
  const mistakes: BuildError[] = []
  const own = await frontendFor(dockerfile, frontend)
  const conversion: Conversion = {
    frontend: frontend.onMistake ? { ...own, onMistake: (mistake) => void mistakes.push(mistake) } : own,
    session,
    sources,
    dockerfile,
  }
  const warnings = new WarningSender(client, dockerfile, frontend.sha256)
  frontend.messages?.subscribe(warnings.tell)
  try {
    const request = options.raw.get('requestid')
    if (request === undefined) return await buildPlatforms(conversion, warnings)
    // What few builds ask for is not read by all.
    const { answerRequest } = await import('./subrequests/answer-request.ts')
    return await withoutPlaces(() => answerRequest(request, conversion, warnings.send))
  } catch (error) {
    throw await withHint(error, frontend, dockerfile)
  } finally {
    for (const mistake of mistakes) frontend.onMistake?.(await withHint(mistake, frontend, dockerfile))
    await warnings.finish()
  }
}

/** The frontend with what the Dockerfile itself asks for. */
async function frontendFor(
  dockerfile: LoadedDockerfile,
  frontend: CompleteFrontend,
): Promise<CompleteFrontend> {
  try {
    const loading = frontend.prepareFor?.(dockerfile.file)
    if (loading) await loading
    const own = frontend.forFile?.(dockerfile.file)
    return own ? completeFrontend({ ...frontend, ...own }) : frontend
  } catch (error) {
    throw error instanceof BuildError ? withSources(error, dockerfile.definitionOf) : error
  }
}

/** The error with what the frontend knows to do about it; an error that has no place any more tells it as well. */
async function withHint<Thrown>(
  error: Thrown,
  frontend: CompleteFrontend,
  { file }: LoadedDockerfile,
): Promise<Thrown | BuildError> {
  if (!(error instanceof BuildError)) return error
  const hint = await frontend.hintFor?.(error, file)
  return hint === undefined ? error : error.with({ hint, own: true })
}

/** Leaves the build to another frontend where one is named, unless we are run because of that already. */
async function forwardIfAsked(
  session: Session,
  dockerfile: LoadedDockerfile,
): Promise<BuildResult | undefined> {
  const { raw } = session.options
  if (raw.has('cmdline')) return undefined
  const argument = raw.get(SYNTAX_ARG)
  if (argument !== undefined) {
    const [ref = ''] = trimSpace(argument).split(' ', 1)
    try {
      return await forwardBuild(session, ref, argument)
    } catch (error) {
      throw error instanceof BuildError && hasSource(error)
        ? error
        : inContext(`failed with ${SYNTAX_ARG} = ${argument}`, error)
    }
  }
  const syntax = detectSyntax(dockerfile.file)
  if (syntax === undefined) return undefined
  try {
    return await forwardBuild(session, syntax.ref, syntax.commandLine)
  } catch (error) {
    if (!(error instanceof BuildError) || hasSource(error)) throw error
    throw withSources(error.with({ at: syntax.location }), dockerfile.definitionOf)
  }
}

async function buildPlatforms(conversion: Conversion, warnings: WarningSender): Promise<BuildResult> {
  const { session, dockerfile, frontend, sources } = conversion
  const { options } = session
  try {
    if (options.sbom !== undefined && !options.lazyIgnoreFile) sources.ignorePatterns().catch(() => {})
    const scan =
      options.sbom === undefined
        ? undefined
        : await (await import('./sbom/scanner.ts')).createScanner(session, dockerfile, options.sbom)
    const asked = options.targetPlatforms.length > 0 ? options.targetPlatforms : [undefined]
    const builds = await buildAll(conversion, asked, warnings.send)
    const platforms = builds.map((build, index) => {
      const platform = asked[index] ?? frontend.host
      return { id: platformId(platform), platform, build }
    })
    const attestations = new Map<string, Attestation[]>()
    if (scan !== undefined) {
      const scanned = await Promise.all(platforms.map(({ id, build }) => scan(id, build.converted)))
      for (const [index, attestation] of scanned.entries()) {
        const id = platforms[index]?.id ?? ''
        attestations.set(id, [...(attestations.get(id) ?? []), attestation])
      }
    }
    return assembleResult({ platforms, multiPlatform: options.multiPlatform, attestations })
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    throw withSources(error, dockerfile.definitionOf)
  }
}
