import type { ArgInstruction } from '../../dockerfile/index.ts'
import { arg as syntax } from '../../dockerfile/instructions/arg.ts'
import type { InstructionDefinition } from '../definition/index.ts'

/** ARG: build args of the stage. */
export const arg: InstructionDefinition<ArgInstruction> = {
  ...syntax,
  convert(instruction, stage) {
    const shown = instruction.args.map((declaration) => {
      stage.emit({ kind: 'arg', instruction, declaration })
      const value = stage.declareArg(declaration)
      return value === undefined ? declaration.key : `${declaration.key}=${value}`
    })
    stage.commit(`ARG ${shown.join(' ')}`)
  },
}
