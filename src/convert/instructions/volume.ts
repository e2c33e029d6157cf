import type { VolumeInstruction } from '../../dockerfile/index.ts'
import { volume as syntax } from '../../dockerfile/instructions/volume.ts'
import { formatList } from '../../go/index.ts'
import { BuildError } from '../../source/index.ts'
import type { InstructionDefinition } from '../definition/index.ts'

/** VOLUME: directories of the image that hold data. */
export const volume: InstructionDefinition<VolumeInstruction> = {
  ...syntax,
  convert({ volumes }, stage) {
    for (const volume of volumes) {
      if (volume === '') throw new BuildError('volume-empty', 'VOLUME specified can not be an empty string')
      stage.image.volumes.add(volume)
    }
    stage.commit(`VOLUME ${formatList(volumes)}`)
  },
}
