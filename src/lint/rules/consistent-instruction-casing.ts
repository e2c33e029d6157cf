import type { Instruction, Stage } from '../../dockerfile/index.ts'
import { locationOf } from '../../source/index.ts'
import type { LintRule } from '../event.ts'
import { textOf } from '../node-text.ts'

export const consistentInstructionCasing: LintRule = {
  name: 'ConsistentInstructionCasing',
  description: 'All commands within the Dockerfile should use the same casing (either upper or lower)',
  url: 'https://docs.docker.com/go/dockerfile/rule/consistent-instruction-casing/',
  documentation: {
    what: 'An instruction is written in another case than most instructions of the file, or in mixed case. Where neither case has the majority, upper case is expected.',
    why: 'Instructions do not distinguish case, but a file in one style is easier to read, and to search.',
    bad: 'FROM alpine\nrun apk add curl\nENV LANG=C\n',
    good: 'FROM alpine\nRUN apk add curl\nENV LANG=C\n',
  },
  create: () => ({
    dockerfile({ dockerfile }, report) {
      const instructions = instructionsOf(dockerfile.stages)
      let lower = 0
      let upper = 0
      for (const { keyword } of instructions) {
        if (keyword === keyword.toLowerCase()) lower++
        else if (keyword === keyword.toUpperCase()) upper++
      }
      const [expected, convert] =
        lower > upper
          ? ['lowercase', (keyword: string) => keyword.toLowerCase()]
          : ['uppercase', (keyword: string) => keyword.toUpperCase()]
      for (const { keyword, span, node } of instructions) {
        if (keyword === convert(keyword)) continue
        report(`Command '${keyword}' should match the case of the command majority (${expected})`, {
          location: locationOf(span),
          fix: () => {
            const { file, start } = span
            const place = { file, start, end: start + keyword.length }
            return textOf(node).replacing(place, keyword, convert(keyword))
          },
        })
      }
    },
  }),
}

function instructionsOf(stages: readonly Stage[]): readonly Instruction[] {
  return stages.flatMap(({ from, instructions }): readonly Instruction[] => [from, ...instructions])
}
