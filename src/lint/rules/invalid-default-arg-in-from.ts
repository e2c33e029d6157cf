import { parseNormalizedNamed } from '../../reference/index.ts'
import { BuildError, locationOf } from '../../source/index.ts'
import type { LintRule } from '../event.ts'

export const invalidDefaultArgInFrom: LintRule = {
  name: 'InvalidDefaultArgInFrom',
  description: 'Default value for global ARG results in an empty or invalid base image name',
  url: 'https://docs.docker.com/go/dockerfile/rule/invalid-default-arg-in-from/',
  documentation: {
    what: 'With the defaults of the global `ARG`s alone, the image of a `FROM` is empty or no valid name.',
    why: 'The file builds only where somebody knows which build arguments to give. A default makes it build for everybody.',
    bad: 'ARG RELEASE\nFROM debian:${RELEASE}\n',
    good: 'ARG RELEASE=stable\nFROM debian:${RELEASE}\n',
  },
  create: () => ({
    'default-base-name'({ from, expanded }, report) {
      try {
        parseNormalizedNamed(expanded)
      } catch (error) {
        if (!(error instanceof BuildError)) throw error
        report(
          `Default value for ARG ${from.baseName} results in empty or invalid base image name`,
          locationOf(from.span),
        )
      }
    },
  }),
}
