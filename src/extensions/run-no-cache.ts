import { defineFrontend, extendInstruction } from '../api.ts'

/**
 * `RUN --no-cache`: a command that runs in every build, whatever is cached.
 *
 * @example
 * // RUN --no-cache apt-get update
 * export default defineFrontend({ name: 'myorg', use: [runNoCache] })
 */
export const runNoCache = defineFrontend({
  name: 'run-no-cache',
  instructions: [
    extendInstruction('RUN', {
      flags: { 'no-cache': 'boolean' },
      convert: (run, _stage, { flags, next }) =>
        flags['no-cache'] ? next(run, { exec: (request) => ({ ...request, ignoreCache: true }) }) : next(),
    }),
  ],
})
