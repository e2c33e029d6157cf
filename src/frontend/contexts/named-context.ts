import type { BuildSources } from '../../convert/index.ts'
import { formatPlatformAll, normalizePlatform, type Platform } from '../../platform/index.ts'
import { familiarString, formatReference, parseNormalizedNamed, tagNameOnly } from '../../reference/index.ts'
import { BuildError, explainingSync } from '../../source/index.ts'
import { createIgnorePatterns } from './named/ignore-patterns.ts'
import { loadImageContext } from './named/image.ts'
import { loadInputContext } from './named/input.ts'
import { loadLocalContext } from './named/local.ts'
import { loadOciLayoutContext } from './named/oci-layout.ts'
import { loadGitContext, loadHttpContext } from './named/remote.ts'
import type { ContextLoader, LoadedContext, NamedContextRequest } from './named/request.ts'
import type { Session } from './session.ts'

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
      return { identifier: identifierOf(specifier), load: () => load(request) }
    }
    return undefined
  }
}

/** What a specifier stands for as the identifier of a source; '' where it is malformed, which loading tells. */
function identifierOf(specifier: string): string {
  const colon = specifier.indexOf(':')
  const scheme = specifier.slice(0, Math.max(0, colon))
  const rest = specifier.slice(colon + 1).replace(/^\/\//, '')
  if (scheme !== 'docker-image') return specifier.includes('://') ? specifier : `${scheme}://${rest}`
  try {
    return rest === 'scratch'
      ? ''
      : `docker-image://${formatReference(tagNameOnly(parseNormalizedNamed(rest)))}`
  } catch (error) {
    if (error instanceof BuildError) return ''
    throw error
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
    const kind =
      scheme.startsWith('git@') || (scheme === 'ssh' && request.session.options.sshContexts) ? 'git' : scheme
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
