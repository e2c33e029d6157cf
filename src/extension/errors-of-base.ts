import { BuildError } from '../source/index.ts'

/** Errors that an instruction had before anything was added to it. */
const errorsOfBase = new WeakSet<BuildError>()

/** Does what the instruction did before anything was added to it: its errors are no extension's. */
export function asBefore<Result>(work: () => Result): Result {
  try {
    const result = work()
    if (result instanceof Promise) result.catch(note)
    return result
  } catch (error) {
    note(error)
    throw error
  }
}

function note(error: unknown): void {
  if (error instanceof BuildError) errorsOfBase.add(error)
}

/** Whether an error came from below an addition, and is told as if there were none. */
export function isErrorOfBase(error: BuildError): boolean {
  return errorsOfBase.has(error)
}
