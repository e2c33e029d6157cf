import { formatLintJson, formatLintText, lintStatusCode } from '../../lint/index.ts'
import { definitionJson } from '../definition-json.ts'
import type { Subrequest } from './subrequest.ts'

/** `--call=check`: what the build checks find, of all stages where no target is named. */
export const lint: Subrequest = {
  name: 'frontend.lint',
  version: '1.0.0',
  description: 'Lint a Dockerfile',
  opts: [],
  metadata: [{ name: 'result.json' }, { name: 'result.txt' }, { name: 'result.statuscode' }],
  unlisted: true,
  async handle(build) {
    const result = await build.check()
    return {
      'result.json': formatLintJson(result, {
        definitionOf: (file) => {
          const definition = build.definitionOf(file)
          return definition && definitionJson(definition)
        },
      }),
      'result.txt': formatLintText(result),
      'result.statuscode': String(lintStatusCode(result)),
    }
  },
}
