import { expandPairs, keyValues, pairsOf } from '../grammar/index.ts'
import type { LabelInstruction } from '../instruction.ts'
import type { InstructionSyntax } from '../instruction-syntax.ts'

export const label: InstructionSyntax<LabelInstruction> = {
  name: 'LABEL',
  flags: [],
  heredocs: false,
  arguments: keyValues,
  parse(node, flags, base) {
    flags()
    return { ...base, kind: 'label', pairs: pairsOf(node, 'LABEL') }
  },
  expand: (instruction, { word }) => ({ ...instruction, pairs: expandPairs(instruction.pairs, word) }),
}
