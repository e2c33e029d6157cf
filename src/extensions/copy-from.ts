import { BuildError, defineFrontend, extendInstruction } from '../api.ts'

/**
 * `COPY --from=$VAR`: the stage, image or named context is what args say. Its value has to be known before
 * anything is built: args in front of the first FROM, platform args, and ARGs above in the same stage count.
 *
 * @example
 * // ARG TOOLS=builder
 * // COPY --from=$TOOLS /usr/local/bin/ /usr/local/bin/
 * export default defineFrontend({ name: 'myorg', use: [copyFrom] })
 */
export const copyFrom = defineFrontend({
  name: 'copy-from',
  instructions: [
    extendInstruction('COPY', {
      sources(copy, { base, expand }) {
        if (!copy.from.includes('$')) return base(copy)
        const from = expand(copy.from)
        if (from === '') {
          throw new BuildError('stage', `COPY --from=${copy.from} names nothing: no arg above has a value`, {
            at: copy.span,
          })
        }
        return [{ name: from, byIndex: true, located: true }]
      },
    }),
  ],
})
