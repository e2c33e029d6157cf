import type { RunLimited } from '../host/index.ts'
import { BuildError } from '../source/index.ts'

/** Lets it compute as long as it likes: where nothing can stop it. */
export const runUnlimited: RunLimited = (work) => ({ done: true, value: work() })

/**
 * Computes something and waits for it, both no longer than so many milliseconds.
 * @param what for the error, `policy no-root of extension myorg`
 * Throws BuildError (code `extension`) where it takes longer.
 */
export async function withinLimit<Value>(
  work: () => Value | Promise<Value>,
  milliseconds: number,
  what: string,
  runLimited: RunLimited,
): Promise<Value> {
  const started = runLimited(work, milliseconds)
  if (!started.done) throw tooSlow(what, milliseconds)
  return waitAtMost(started.value, milliseconds, what)
}

/** Waits for something, but no longer than so many milliseconds. Throws BuildError (code `extension`). */
export async function waitAtMost<Value>(
  awaited: Value | Promise<Value>,
  milliseconds: number,
  what: string,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooSlow(what, milliseconds)), milliseconds)
  })
  try {
    return await Promise.race([awaited, expired])
  } finally {
    clearTimeout(timer)
  }
}

/** The error of what did not end in time. */
export function tooSlow(what: string, milliseconds: number): BuildError {
  return new BuildError('extension', `${what} did not end within ${milliseconds / 1000} s`)
}
