import { BuildError } from './build-error.ts'
import type { Location, Span } from './span.ts'

/** The error with what was being done in front of its message; anything but a BuildError stays as it is. */
export function inContext(context: string, error: unknown): unknown {
  return error instanceof BuildError ? error.with({ message: `${context}: ${error.message}` }) : error
}

/** The error with a further place; anything but a BuildError stays as it is. */
export function atPlace(place: Span | Location, error: unknown): unknown {
  return error instanceof BuildError ? error.with({ at: place }) : error
}

/** Runs `work`; its errors tell what was being done. */
export async function explaining<T>(context: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw inContext(context, error)
  }
}

/** As `explaining`, for work that does not wait. */
export function explainingSync<T>(context: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw inContext(context, error)
  }
}
