import { defineFrontend, extendInstruction } from '../api.ts'
import type { FileAction } from '../llb/index.ts'

/**
 * `COPY --optional`: sources that are not there are left out, and it is no error where none is.
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
      convert: (copy, _stage, { flags, next }) =>
        flags.optional ? next(copy, { file: (actions) => actions.map(withoutNeed) }) : next(),
    }),
  ],
})

/** The daemon puts up with a pattern that matches nothing, but not with a path: the path becomes a pattern. */
function withoutNeed(action: FileAction): FileAction {
  if (action.type !== 'copy' || !action.allowEmptyWildcard) return action
  const { requiredPaths: _, ...rest } = action
  return { ...rest, source: patternOf(action.source) }
}

/**
 * A pattern that matches this very path. It begins with the first name, so that directories on the way may be
 * missing, too.
 */
function patternOf(path: string): string {
  const start = path.startsWith('/') ? 1 : 0
  const [first = ''] = path.slice(start, start + 3)
  if (first === '' || '*?['.includes(first)) return path
  const rest = path.slice(start)
  const escaped = first === '\\' ? [...rest].slice(0, 2).join('') : first
  const member = '^]-'.includes(first) ? `\\${first}` : escaped
  return `${path.slice(0, start)}[${member}]${rest.slice(escaped.length)}`
}
