import { suggestion } from '../../../suggest/index.ts'
import type { LintRule } from '../../event.ts'
import { ownRule } from '../../own-rule.ts'
import { stageReferences } from './stage-references.ts'

/** @param namedContexts names that the build is given with `--build-context` */
export const unusedNamedContext = (namedContexts: readonly string[]): LintRule =>
  ownRule({
    name: 'UnusedNamedContext',
    description: 'A named context should be used',
    severity: 'warning',
    documentation: {
      what: '`--build-context NAME=…` is given, and nothing in the Dockerfile has that name.',
      why: 'The build leaves it aside without a word, and takes what the name in the Dockerfile means otherwise.',
      bad: '# --build-context dep=./dep\nFROM alpine:3\nCOPY --from=docker.io/library/deps:1 / /dep\n',
      good: '# --build-context dep=./dep\nFROM alpine:3\nCOPY --from=dep / /dep\n',
    },
    create: () => ({
      dockerfile({ dockerfile }, report) {
        const references = stageReferences(dockerfile).map(({ name }) => name)
        if (references.some((name) => name.includes('$'))) return
        const stageNames = dockerfile.stages.map(({ from }) => from.stageName)
        const used = new Set([...references, ...stageNames].map((name) => name.toLowerCase()))
        for (const context of namedContexts) {
          const name = context.toLowerCase()
          // docker.io/library/alpine:latest is alpine.
          const short = name.replace(/^docker\.io\/(?:library\/)?/, '').replace(/:latest$/, '')
          if ([name, short, `${short}:latest`].some((form) => used.has(form))) continue
          report(`The named context ${context} is not used${suggestion(name, used, false)}`)
        }
      },
    }),
  })
