import type { EnvInstruction } from '../../dockerfile/index.ts'
import { env as syntax } from '../../dockerfile/instructions/env.ts'
import type { InstructionDefinition } from '../definition/index.ts'

/** ENV: variables of the stage and of its image. */
export const env: InstructionDefinition<EnvInstruction> = {
  ...syntax,
  convert({ pairs }, stage) {
    for (const { key, value } of pairs) stage.setEnv(key, value)
    stage.commit(['ENV', ...pairs.map(({ key, value }) => `${key}=${value}`)].join(' '))
  },
}
