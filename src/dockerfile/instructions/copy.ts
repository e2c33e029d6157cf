import { jsonOrWords } from '../grammar/index.ts'
import type { CopyInstruction } from '../instruction.ts'
import type { InstructionSyntax } from '../instruction-syntax.ts'
import {
  expandSourcesAndDestination,
  requireDestination,
  sourcesAndDestination,
} from '../sources-and-destination.ts'

export const copy: InstructionSyntax<CopyInstruction> = {
  name: 'COPY',
  flags: [
    { name: 'chown', type: 'string' },
    { name: 'from', type: 'string' },
    { name: 'chmod', type: 'string' },
    { name: 'link', type: 'boolean' },
    { name: 'exclude', type: 'strings' },
    { name: 'parents', type: 'boolean' },
  ],
  heredocs: true,
  arguments: jsonOrWords,
  parse(node, flags, base) {
    requireDestination(node.arguments.words, 'COPY')
    const values = flags()
    return {
      ...base,
      kind: 'copy',
      ...sourcesAndDestination(node, 'COPY'),
      from: values.string('from') ?? '',
      chown: values.string('chown') ?? '',
      chmod: values.string('chmod') ?? '',
      link: values.boolean('link') ?? false,
      parents: values.boolean('parents') ?? false,
      exclude: values.strings('exclude'),
    }
  },
  expand: (instruction, expanders) => ({
    ...instruction,
    chown: expanders.word(instruction.chown),
    chmod: expanders.word(instruction.chmod),
    ...expandSourcesAndDestination(instruction, expanders),
  }),
}
