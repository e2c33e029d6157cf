import { BuildError } from '../../source/index.ts'

/** Runs a path function; what it throws says that a drive letter was being removed. */
export function removingDriveLetter<Value>(run: () => Value): Value {
  try {
    return run()
  } catch (error) {
    if (error instanceof BuildError) throw error.with({ message: `removing drive letter: ${error.message}` })
    throw error
  }
}
