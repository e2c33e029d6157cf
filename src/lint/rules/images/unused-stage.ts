import type { Stage } from '../../../dockerfile/index.ts'
import { ownRule } from '../../own-rule.ts'
import { stageReferences } from './stage-references.ts'

/** What stages are called that are built on their own. */
const targets =
  /^(?:tests?|dev|devel|development|debug|lint|ci|e2e|docs?|checks?|validate|bench|release|prod|production|export|binar(?:y|ies)|artifacts?)(?:[-_.].*)?$|[-_.](?:tests?|dev|debug|lint)$/i

export const unusedStage = ownRule({
  name: 'UnusedStage',
  description: 'A stage should be used',
  severity: 'info',
  documentation: {
    what: 'The last stage needs nothing of a stage, whether by `FROM`, `COPY --from` or `RUN --mount`. Stages that are called as those are that are built on their own with `--target` (`test`, `dev`, `lint` …) go unreported; others can be told by a comment: `# slipway ignore=UnusedStage`.',
    why: 'A build of the last stage does not build it: either its name is misspelt somewhere, or it is left over.',
    bad: 'FROM golang:1.23 AS build\nRUN mkdir /out\n\nFROM alpine:3\nCMD ["/app"]\n',
    good: 'FROM golang:1.23 AS build\nRUN mkdir /out\n\nFROM alpine:3\nCOPY --from=build /out /out\nCMD ["/app"]\n',
  },
  create: () => ({
    dockerfile({ dockerfile }, report) {
      const references = stageReferences(dockerfile)
      // A name that only the build knows may be any stage.
      if (references.some(({ name }) => name.includes('$'))) return
      const last = dockerfile.stages.at(-1)
      const used = new Set<Stage>(last ? [last] : [])
      for (const stage of used) {
        for (const reference of references) {
          if (reference.stage === stage && reference.target) used.add(reference.target)
        }
      }
      for (const stage of dockerfile.stages) {
        const name = stage.from.stageNameAsWritten
        if (used.has(stage) || targets.test(name)) continue
        const what = name === '' ? 'this stage' : `the stage ${name}`
        report(`The last stage needs nothing of ${what}`, { instruction: stage.from })
      }
    },
  }),
})
