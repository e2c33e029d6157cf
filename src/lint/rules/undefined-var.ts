import { suggest } from '../../suggest/index.ts'
import type { LintRule } from '../event.ts'
import { textOf } from '../node-text.ts'

/** Declared as build arguments, but never part of a stage's environment. */
const neverInEnvironment: ReadonlySet<string> = new Set([
  'BUILDKIT_SBOM_SCAN_CONTEXT',
  'BUILDKIT_SBOM_SCAN_STAGE',
])

export const undefinedVar: LintRule = {
  name: 'UndefinedVar',
  description: 'Variables should be defined before their use',
  url: 'https://docs.docker.com/go/dockerfile/rule/undefined-var/',
  documentation: {
    what: 'An instruction uses a variable that neither `ARG` nor `ENV` nor the base image defines.',
    why: 'It is replaced with nothing. Mostly it is misspelt, or its `ARG` stands before the first `FROM` and has to be repeated in the stage.',
    bad: 'ARG VERSION=2\nFROM alpine\nADD https://example.com/tool-$VERSION /bin/tool\n',
    good: 'ARG VERSION=2\nFROM alpine\nARG VERSION\nADD https://example.com/tool-$VERSION /bin/tool\n',
  },
  create: () => ({
    expanded({ instruction, unmatched, known }, report) {
      for (const name of unmatched) {
        if (neverInEnvironment.has(name)) continue
        const nearest = suggest(name, known, true)
        const hint = nearest ? ` (did you mean $${nearest}?)` : ''
        report(`Usage of undefined variable '$${name}'${hint}`, {
          fix: nearest ? () => textOf(instruction.node).renaming(name, nearest) : undefined,
        })
      }
    },
  }),
}
