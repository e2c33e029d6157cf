import type { Dockerfile, Instruction, Stage } from '../../../dockerfile/index.ts'

/** A name in a stage that another stage, an image or a named context is meant by. */
export interface StageReference {
  readonly name: string
  readonly instruction: Instruction
  /** The stage that it stands in. */
  readonly stage: Stage
  readonly place: 'FROM' | '--from' | 'mount'
  /** The stage that it means. */
  readonly target: Stage | undefined
}

/** Everything in a Dockerfile that may mean a stage, in order. */
export function stageReferences({ stages }: Dockerfile): readonly StageReference[] {
  const found: StageReference[] = []
  for (const [index, stage] of stages.entries()) {
    // FROM means a stage above, all else any stage.
    const before = stages.slice(0, index)
    const add = (name: string, instruction: Instruction, place: StageReference['place']) => {
      if (name !== '')
        found.push({
          name,
          instruction,
          stage,
          place,
          target: place === 'FROM' ? stageCalled(name, before) : stageCalled(name, stages, true),
        })
    }
    add(stage.from.baseName, stage.from, 'FROM')
    for (const instruction of stage.instructions) {
      if (instruction.kind === 'copy') add(instruction.from, instruction, '--from')
      if (instruction.kind === 'run')
        for (const mount of instruction.mounts) add(mount.from, instruction, 'mount')
    }
  }
  return found
}

function stageCalled(name: string, before: readonly Stage[], byNumber = false): Stage | undefined {
  const lower = name.toLowerCase()
  const named = before.findLast(({ from }) => from.stageName !== '' && from.stageName === lower)
  return named ?? (byNumber && /^\d+$/.test(name) ? before[Number(name)] : undefined)
}
