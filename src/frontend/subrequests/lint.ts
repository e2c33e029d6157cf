import { convertDockerfile } from '../../convert/index.ts'
import { formatLintJson, formatLintText, LintCollector, lintStatusCode } from '../../lint/index.ts'
import { BuildError } from '../../source/index.ts'
import { prepareConversion } from '../conversion.ts'
import { definitionJson } from '../definition-json.ts'
import { fullMessage } from '../wire-error.ts'
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
    const { dockerfile, frontend, session } = build
    const collector = new LintCollector(dockerfile.file)
    try {
      const options = prepareConversion(build, {
        allStages: session.options.target === '',
        onFinding: collector.add,
      })
      await convertDockerfile(options, frontend.instructions)
    } catch (error) {
      if (!(error instanceof BuildError)) throw error
      collector.fail(error.with({ message: fullMessage(error) }))
    }
    const result = collector.result()
    return {
      'result.json': formatLintJson(result, {
        definitionOf: (file) => {
          const definition = dockerfile.definitionOf(file)
          return definition && definitionJson(definition)
        },
      }),
      'result.txt': formatLintText(result),
      'result.statuscode': String(lintStatusCode(result)),
    }
  },
}
