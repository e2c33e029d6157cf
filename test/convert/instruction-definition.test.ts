import { expect, test } from 'vitest'
import { builtinInstructions, type InstructionDefinition } from '../../src/convert/index.ts'
import type { ExtensionInstruction } from '../../src/dockerfile/index.ts'
import { jsonOrText } from '../../src/dockerfile/index.ts'
import { compile } from './compile.ts'

type Greeting = ExtensionInstruction<string>

const greet: InstructionDefinition<Greeting> = {
  name: 'GREET',
  flags: [],
  heredocs: false,
  arguments: jsonOrText,
  parse: (node, flags, base) => {
    flags()
    return { ...base, kind: 'extension', value: node.argumentText }
  },
  step: true,
  convert(instruction, stage) {
    const name = stage.expand(instruction.value)
    stage.exec({ args: ['/bin/echo', name] })
    stage.setEnv('GREETED', name)
    stage.commit(`GREET ${name}`, { layer: true })
  },
}

test('an instruction of one’s own works on a stage as the built-in ones do', async () => {
  const instructions = new Map<string, InstructionDefinition>([...builtinInstructions, [greet.name, greet]])
  const { names, image } = await compile('FROM alpine\nARG WHO=you\ngreet $WHO\nRUN x\n', {}, instructions)
  expect(names.slice(1)).toEqual(['[2/3] GREET you', '[3/3] RUN x'])
  expect(image.config.env).toContain('GREETED=you')
  expect(image.history.at(-2)).toMatchObject({ createdBy: 'GREET you', emptyLayer: false })
})
