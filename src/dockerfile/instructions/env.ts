import { expandPairs, keyValues, pairsOf } from '../grammar/index.ts'
import type { EnvInstruction } from '../instruction.ts'
import type { InstructionSyntax } from '../instruction-syntax.ts'

export const env: InstructionSyntax<EnvInstruction> = {
  name: 'ENV',
  flags: [],
  heredocs: false,
  arguments: keyValues,
  parse(node, flags, base) {
    flags()
    return { ...base, kind: 'env', pairs: pairsOf(node, 'ENV') }
  },
  expand: (instruction, { word }) => ({ ...instruction, pairs: expandPairs(instruction.pairs, word) }),
}
