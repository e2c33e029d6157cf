import type { Subrequest } from '../frontend/index.ts'

/**
 * What a subrequest is made of; its answer has `result.txt` and `result.json` as a rule.
 *
 * @example
 * const options: SubrequestOptions = { name: 'hello', description: 'Say hello', handle: async () => ({ 'result.txt': 'hello\n' }) }
 */
export type SubrequestOptions = Omit<Subrequest, 'version'> & { readonly version?: string }

/**
 * Makes a subrequest: what `docker build --call=NAME` can ask for.
 * @param options its name, with or without `frontend.` in front; `version` is `1.0.0` by default
 *
 * @example
 * export const stages = defineSubrequest({
 *   name: 'stages',
 *   description: 'Count the stages',
 *   async handle(build) {
 *     const { stages } = await build.parse()
 *     return { 'result.txt': `${stages.length} stages\n`, 'result.json': JSON.stringify(stages.length) }
 *   },
 * })
 */
export function defineSubrequest(options: SubrequestOptions): Subrequest {
  const { name } = options
  return Object.freeze({
    version: '1.0.0',
    opts: [],
    metadata: [{ name: 'result.json' }, { name: 'result.txt' }],
    ...options,
    name: name.startsWith('frontend.') ? name : `frontend.${name}`,
  })
}
