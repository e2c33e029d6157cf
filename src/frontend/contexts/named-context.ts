import type { BuildSources, NamedContext } from '../../convert/index.ts'
import { formatPlatformAll, normalizePlatform, type Platform } from '../../platform/index.ts'
import { familiarString, parseNormalizedNamed } from '../../reference/index.ts'
import { BuildError } from '../../source/index.ts'
import { explainingSync } from '../error-context.ts'
import { loadImageContext } from './named/image.ts'
import { loadInputContext } from './named/input.ts'
import { createIgnorePatterns, type IgnorePatterns, loadLocalContext } from './named/local.ts'
import { loadOciLayoutContext } from './named/oci-layout.ts'
import { loadGitContext, loadHttpContext } from './named/remote.ts'
import type { Session } from './session.ts'

/** A named context that is about to be loaded. */
export interface NamedContextRequest {
  readonly session: Session
  /** `KIND:REST`. */
  readonly specifier: string
  /** As the Dockerfile uses it, shortened. */
  readonly name: string
  /** As the option has it, which may be for one platform only: `NAME::PLATFORM`. */
  readonly qualifiedName: string
  readonly options: Parameters<BuildSources['namedContext']>[1]
  /** Ignore patterns of local contexts, read once. */
  readonly ignorePatterns: IgnorePatterns
}

export type LoadedContext = Awaited<ReturnType<NamedContext['load']>>

/** What a kind of context does with a request; it may turn out to be another specifier. */
export type ContextLoader = (
  request: NamedContextRequest,
  rest: string,
) => Promise<LoadedContext | Replacement>

/** A specifier that a policy of the daemon put in place of the asked one. */
export interface Replacement {
  readonly replacedBy: string
}

/** The kinds of named contexts, by what stands in front of the colon. */
const LOADERS: ReadonlyMap<string, ContextLoader> = new Map([
  ['docker-image', loadImageContext],
  ['git', loadGitContext],
  ['http', loadHttpContext],
  ['https', loadHttpContext],
  ['oci-layout', loadOciLayoutContext],
  ['local', loadLocalContext],
  ['input', loadInputContext],
])

/** How often policies may put one context in place of another. */
const LONGEST_CHAIN = 10

/** Finds the named contexts of a build by name and platform. */
export function createNamedContexts(session: Session, host: Platform): BuildSources['namedContext'] {
  const ignorePatterns = createIgnorePatterns(session)
  return (name, options) => {
    const reference = explainingSync(`invalid context name ${name}`, () => parseNormalizedNamed(name))
    const short = familiarString(reference).replace(/:latest$/, '')
    const platform = formatPlatformAll(normalizePlatform(options.platform ?? host))
    for (const qualifiedName of [`${short}::${platform}`, short]) {
      const specifier = session.options.raw.get(`context:${qualifiedName}`)
      if (specifier === undefined) continue
      const request = { session, specifier, name: short, qualifiedName, options, ignorePatterns }
      return { load: () => load(request) }
    }
    return undefined
  }
}

async function load(request: NamedContextRequest): Promise<LoadedContext> {
  let { specifier } = request
  for (let replacements = 0; replacements <= LONGEST_CHAIN; replacements++) {
    const colon = specifier.indexOf(':')
    if (colon < 0) {
      throw new BuildError('context', `invalid context specifier ${specifier} for ${request.qualifiedName}`)
    }
    const scheme = specifier.slice(0, colon)
    // Git's own short form for ssh has no scheme.
    const kind = scheme.startsWith('git@') ? 'git' : scheme
    const loader = LOADERS.get(kind)
    if (loader === undefined) {
      throw new BuildError('context', `unsupported context source ${kind} for ${request.qualifiedName}`)
    }
    const loaded = await loader({ ...request, specifier }, specifier.slice(colon + 1))
    if (!('replacedBy' in loaded)) return loaded
    specifier = loaded.replacedBy
  }
  throw new BuildError(
    'context',
    `context recursion limit exceeded; this may indicate a cycle in the provided source policies: ${specifier}`,
  )
}
