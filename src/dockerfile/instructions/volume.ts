import { trimSpace } from '../../go/index.ts'
import { jsonOrWords } from '../grammar/index.ts'
import type { VolumeInstruction } from '../instruction.ts'
import type { InstructionSyntax } from '../instruction-syntax.ts'
import { invalidInstruction, requireArgument } from '../requirement.ts'

export const volume: InstructionSyntax<VolumeInstruction> = {
  name: 'VOLUME',
  flags: [],
  heredocs: false,
  arguments: jsonOrWords,
  parse(node, flags, base) {
    const { words } = node.arguments
    requireArgument(words, 'VOLUME')
    flags()
    const volumes = words.map(trimSpace)
    if (volumes.includes(''))
      throw invalidInstruction('VOLUME specified can not be an empty string', 'volume-empty')
    return { ...base, kind: 'volume', volumes }
  },
  expand: (instruction, { word }) => ({ ...instruction, volumes: instruction.volumes.map(word) }),
}
