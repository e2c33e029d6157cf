import { parseMount, type RunInstruction, type RunMount } from '../../dockerfile/index.ts'
import { BuildError } from '../../source/index.ts'

const known = new WeakMap<RunInstruction, readonly RunMount[]>()

/** The mounts of a RUN as they are written, variables in them; of one that is malformed, the build says so. */
export function mountsOf(run: RunInstruction): readonly RunMount[] {
  let mounts = known.get(run)
  if (!mounts) {
    mounts = run.node.flags.flatMap(({ name, value }) => (name === 'mount' ? readMount(value ?? '') : []))
    known.set(run, mounts)
  }
  return mounts
}

function readMount(text: string): readonly RunMount[] {
  try {
    return [parseMount(text, (word) => word)]
  } catch (error) {
    if (error instanceof BuildError) return []
    throw error
  }
}
