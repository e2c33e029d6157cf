import { quote } from '../../go/index.ts'
import { descriptionOf } from '../description.ts'
import { plainWords } from '../grammar/index.ts'
import type { FromInstruction } from '../instruction.ts'
import type { InstructionSyntax } from '../instruction-syntax.ts'
import { invalidInstruction } from '../requirement.ts'

const validStageName = /^[a-z][a-z0-9-_.]*$/

export const from: InstructionSyntax<FromInstruction> = {
  name: 'FROM',
  flags: [{ name: 'platform', type: 'string' }],
  heredocs: false,
  arguments: plainWords,
  parse(node, flags, base) {
    const words = node.arguments.words
    const [baseName = '', asKeyword = '', stageNameAsWritten = ''] = words
    if (words.length !== 1 && !(words.length === 3 && /^as$/iu.test(asKeyword))) {
      throw invalidInstruction('FROM requires either one or three arguments', 'from-arguments')
    }
    const stageName = stageNameAsWritten.toLowerCase()
    if (words.length === 3 && !validStageName.test(stageName)) {
      throw invalidInstruction(
        `invalid name for build stage: ${quote(stageNameAsWritten)}, name can't start with a number or contain symbols`,
        'stage-name',
      )
    }
    return {
      ...base,
      kind: 'from',
      baseName,
      stageName,
      platform: flags().string('platform') ?? '',
      description: descriptionOf(stageName, base.comments),
      asKeyword,
      stageNameAsWritten,
    }
  },
}
