/**
 * The version of what extensions are made with: of definitions, of `slipway`, `slipway/dockerfile` and `slipway/llb`
 * as far as extensions use them. It changes where an extension that worked would not work any more, and only then.
 *
 * @example
 * defineFrontend({ name: 'myorg', apiVersion: 1 })
 */
export const apiVersion = 1
