import type { ArgInstruction, FromInstruction } from '../../../dockerfile/index.ts'
import { ownRule } from '../../own-rule.ts'

export const globalArgInStage = ownRule({
  name: 'GlobalArgInStage',
  description: 'An ARG above the first FROM has to be repeated in stages that use it',
  severity: 'warning',
  documentation: {
    what: 'An instruction uses a variable that an `ARG` above the first `FROM` declares, and the stage does not repeat. `UndefinedVar` says that it is undefined, this rule says why.',
    why: 'Such an `ARG` holds for `FROM` alone. `ARG NAME`, without a value, brings it into the stage.',
    bad: 'ARG VERSION=2\nFROM alpine:3\nLABEL version=$VERSION\n',
    good: 'ARG VERSION=2\nFROM alpine:3\nARG VERSION\nLABEL version=$VERSION\n',
  },
  create() {
    const globals = new Map<string, ArgInstruction>()
    let from: FromInstruction | undefined
    const stageOf = new Map<unknown, FromInstruction>()
    const told = new Set<string>()
    return {
      parsed({ instruction }) {
        if (instruction.kind === 'from') from = instruction
        else if (from) stageOf.set(instruction.node, from)
        else if (instruction.kind === 'arg')
          for (const { key } of instruction.args) globals.set(key, instruction)
      },
      expanded({ instruction, unmatched }, report) {
        const stage = stageOf.get(instruction.node)
        for (const name of unmatched) {
          const declared = globals.get(name)
          const key = `${stage?.span.start} ${name}`
          if (!declared || !stage || told.has(key)) continue
          told.add(key)
          const { file, end } = stage.span
          const keyword = stage.keyword === stage.keyword.toLowerCase() ? 'arg' : 'ARG'
          report(`${name} is declared above the first FROM: repeat ARG ${name} in the stage`, {
            fix: () => ({
              safe: true,
              edits: [{ span: { file, start: end, end }, text: `\n${keyword} ${name}` }],
            }),
          })
        }
      },
    }
  },
})
