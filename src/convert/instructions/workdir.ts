import type { WorkdirInstruction } from '../../dockerfile/index.ts'
import { workdir as syntax } from '../../dockerfile/instructions/workdir.ts'
import { parseOwnership } from '../../llb/index.ts'
import type { InstructionDefinition } from '../definition/index.ts'

/** WORKDIR: the working directory of what follows, made where it is missing. */
export const workdir: InstructionDefinition<WorkdirInstruction> = {
  ...syntax,
  step: true,
  convert({ path }, stage) {
    stage.setWorkdir(path)
    const { workdir, epoch } = stage
    const layer = workdir !== '/'
    if (layer) {
      stage.file([
        {
          type: 'mkdir',
          path: workdir,
          mode: 0o755,
          makeParents: true,
          ...(stage.image.user === '' ? {} : { ownership: parseOwnership(stage.image.user) }),
          ...(epoch === undefined ? {} : { created: { unixNanoseconds: epoch } }),
        },
      ])
    }
    stage.commit(`WORKDIR ${workdir}`, { layer })
  },
}
