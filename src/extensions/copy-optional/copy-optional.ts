import { defineFrontend, extendInstruction } from '../../api.ts'
import type { FileAction } from '../../llb/index.ts'
import { directoryOf } from './paths.ts'
import { sourcesThere } from './sources-there.ts'
import { withoutNeed } from './without-need.ts'

/**
 * `COPY --optional`: sources that are not there are left out, and it is no error where none is. The build context
 * and named contexts are looked at; stages and images are not built for it, but asked for what may be missing.
 *
 * @example
 * // COPY --optional .npmrc package-lock.json ./
 * export default defineFrontend({ name: 'myorg', use: [copyOptional] })
 */
export const copyOptional = defineFrontend({
  name: 'copy-optional',
  instructions: [
    extendInstruction('COPY', {
      flags: { optional: 'boolean' },
      async convert(copy, stage, { flags, next }) {
        if (!flags.optional) return next()
        const { sources, inlineSources, destination } = copy
        // Where some of them may be missing, one that is left must not become the directory of all.
        const several = sources.length + inlineSources.length > 1 && !destination.endsWith('/')
        const request = several ? { ...copy, destination: `${destination}/` } : copy
        // What is only told about is not looked at.
        if (stage.options.describing) return next(request)
        const kind = copy.from === '' ? 'context' : stage.source(0).kind
        if (kind === 'stage' || kind === 'image') {
          return next(request, { file: (actions) => withoutNeed(actions, stage.platform) })
        }
        const there = await sourcesThere(copy, stage.reader)
        return next(request, {
          file: (actions) =>
            orDirectory(
              actions,
              actions.flatMap((action, index) => there[index]?.(action) ?? [action]),
            ),
        })
      },
    }),
  ],
})

/** What is to be done; where nothing is left, the directory of the destination is made, as in any case. */
function orDirectory(all: readonly FileAction[], left: readonly FileAction[]): readonly FileAction[] {
  const [first] = all
  if (left.length > 0 || first?.type !== 'copy') return left
  const { destination, ownership } = first
  return [
    {
      type: 'mkdir',
      path: directoryOf(destination),
      mode: 0o755,
      makeParents: true,
      ...(ownership ? { ownership } : {}),
    },
  ]
}
