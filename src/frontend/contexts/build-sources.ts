import type { BuildSources } from '../../convert/index.ts'
import type { Platform } from '../../platform/index.ts'
import { BuildError } from '../../source/index.ts'
import { replacedMessage } from '../images.ts'
import { createFileAccess } from './file-access.ts'
import type { MainContext } from './main-context.ts'
import { createNamedContexts } from './named-context.ts'
import type { Session } from './session.ts'
import { sourceTime } from './source-time.ts'

/** What conversion asks the daemon for; one for all platforms of a build, so that nothing is asked twice. */
export function createBuildSources(session: Session, context: MainContext, host: Platform): BuildSources {
  const findContext = createNamedContexts(session, host)
  // Every conversion reads the ignore file sooner or later: it need not wait for images and contexts. Where those have
  // ignore files of their own, one that is too large ends the build before this one is asked for.
  const readAhead =
    session.options.lazyIgnoreFile || hasLocalContexts(session)
      ? () => {}
      : () => void context.ignorePatterns().catch(() => {})
  return {
    async resolveImage(ref, platform, options) {
      readAhead()
      const answer = await session.images.resolve({ ref, platform, ...options })
      if (answer.kind === 'replaced') throw new BuildError('image', replacedMessage(ref, answer.identifier))
      return answer
    },
    namedContext(name, options) {
      const found = findContext(name, options)
      if (found === undefined) return undefined
      return {
        ...found,
        load() {
          readAhead()
          return found.load()
        },
      }
    },
    ignorePatterns: () => context.ignorePatterns(),
    mainContext: (paths) => context.files(paths),
    dockerfileContext: async (paths) => context.dockerfileFiles(paths),
    ...createFileAccess(session),
    sourceTime: (output, logName) => sourceTime(session, output, logName),
  }
}

function hasLocalContexts({ options }: Session): boolean {
  for (const [key, value] of options.raw) {
    if (key.startsWith('context:') && value.startsWith('local:')) return true
  }
  return false
}
