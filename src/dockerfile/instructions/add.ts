import { jsonOrWords } from '../grammar/index.ts'
import type { AddInstruction } from '../instruction.ts'
import type { InstructionSyntax } from '../instruction-syntax.ts'
import {
  expandSourcesAndDestination,
  requireDestination,
  sourcesAndDestination,
} from '../sources-and-destination.ts'

export const add: InstructionSyntax<AddInstruction> = {
  name: 'ADD',
  flags: [
    { name: 'chown', type: 'string' },
    { name: 'chmod', type: 'string' },
    { name: 'link', type: 'boolean' },
    { name: 'keep-git-dir', type: 'boolean' },
    { name: 'checksum', type: 'string' },
    { name: 'unpack', type: 'boolean' },
    { name: 'exclude', type: 'strings' },
  ],
  heredocs: true,
  arguments: jsonOrWords,
  parse(node, flags, base) {
    requireDestination(node.arguments.words, 'ADD')
    const values = flags()
    return {
      ...base,
      kind: 'add',
      ...sourcesAndDestination(node, 'ADD'),
      chown: values.string('chown') ?? '',
      chmod: values.string('chmod') ?? '',
      link: values.boolean('link') ?? false,
      exclude: values.strings('exclude'),
      keepGitDir: values.boolean('keep-git-dir'),
      checksum: values.string('checksum') ?? '',
      unpack: values.boolean('unpack'),
    }
  },
  expand: (instruction, expanders) => ({
    ...instruction,
    chown: expanders.word(instruction.chown),
    chmod: expanders.word(instruction.chmod),
    checksum: expanders.word(instruction.checksum),
    ...expandSourcesAndDestination(instruction, expanders),
  }),
}
