import { suggest, suggestion } from '../../suggest/index.ts'
import type { LintRule } from '../event.ts'
import { textOf } from '../node-text.ts'

export const undefinedArgInFrom: LintRule = {
  name: 'UndefinedArgInFrom',
  description: 'FROM command must use declared ARGs',
  url: 'https://docs.docker.com/go/dockerfile/rule/undefined-arg-in-from/',
  documentation: {
    what: 'A `FROM` uses a variable that no `ARG` before the first `FROM` declares.',
    why: 'The variable is always empty, even where the build is given a value for it. Mostly it is misspelt.',
    bad: 'ARG RELEASE=bookworm\nFROM debian:${RELAESE:-stable}\n',
    good: 'ARG RELEASE=bookworm\nFROM debian:${RELEASE:-stable}\n',
  },
  create: () => ({
    'from-expanded'({ from, unmatched, known }, report) {
      if (unmatched.size === 0) return
      const declared = new Set(known)
      for (const name of unmatched) {
        if (declared.has(name)) continue
        report(`FROM argument '${name}' is not declared${suggestion(name, declared, true)}`, {
          fix: () => {
            const nearest = suggest(name, declared, true)
            return nearest === undefined ? undefined : textOf(from.node).renaming(name, nearest)
          },
        })
      }
    },
  }),
}
