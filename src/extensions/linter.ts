import { defineFrontend } from '../api.ts'

/**
 * The rules of `slipway lint` in every build of a Dockerfile that asks for them, as warnings of the build and in
 * `docker build --check`. They are loaded where they are asked for.
 *
 * @example
 * export default defineFrontend({ name: 'myorg', use: [linter] })
 */
export const linter = defineFrontend({
  name: 'linter',
  load: () => import('../lint/loaded-rules.ts'),
})
