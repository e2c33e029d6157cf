import type { LintRule } from '../event.ts'

export const legacyKeyValueFormat: LintRule = {
  name: 'LegacyKeyValueFormat',
  description: 'Legacy key/value format with whitespace separator should not be used',
  url: 'https://docs.docker.com/go/dockerfile/rule/legacy-key-value-format/',
  documentation: {
    what: '`ENV` or `LABEL` has a space between key and value.',
    why: 'The form allows one variable per instruction only, takes everything up to the end of the line as the value, and is kept for old files alone.',
    bad: 'FROM alpine\nENV GREETING good day\n',
    good: 'FROM alpine\nENV GREETING="good day"\n',
  },
  create: () => ({
    instruction({ instruction }, report) {
      if (instruction.kind !== 'env' && instruction.kind !== 'label') return
      const { keyword, pairs } = instruction
      for (const { legacy } of pairs) {
        if (!legacy) continue
        report(`"${keyword} key=value" should be used instead of legacy "${keyword} key value" format`)
      }
    },
  }),
}
