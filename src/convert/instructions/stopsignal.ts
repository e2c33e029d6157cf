import type { StopsignalInstruction } from '../../dockerfile/index.ts'
import { stopsignal as syntax } from '../../dockerfile/instructions/stopsignal.ts'
import type { InstructionDefinition } from '../definition/index.ts'
import { checkSignal } from '../steps/index.ts'

/** STOPSIGNAL: what ends a container of the image. */
export const stopsignal: InstructionDefinition<StopsignalInstruction> = {
  ...syntax,
  convert({ signal }, stage) {
    checkSignal(signal)
    stage.image.stopSignal = signal
    stage.commit(`STOPSIGNAL ${signal}`)
  },
}
