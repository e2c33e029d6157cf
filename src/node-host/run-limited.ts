import type { RunLimited } from '../host/index.ts'

/** Where the script finds what it is to compute: a script sees nothing but globals. */
const workKey = Symbol.for('slipway.work')
const script = "globalThis[Symbol.for('slipway.work')]()"

/** Node's own watchdog stops whatever JavaScript runs, loops and regular expressions included. */
export const runLimited: RunLimited = (work, milliseconds) => {
  const { Script } = process.getBuiltinModule('node:vm')
  const before: unknown = Reflect.get(globalThis, workKey)
  let outcome: { readonly value: ReturnType<typeof work> } | undefined
  Reflect.set(globalThis, workKey, () => {
    outcome = { value: work() }
  })
  try {
    new Script(script).runInThisContext({ timeout: milliseconds })
  } catch (error) {
    if (!isTimeout(error)) throw error
    return { done: false }
  } finally {
    if (before === undefined) Reflect.deleteProperty(globalThis, workKey)
    else Reflect.set(globalThis, workKey, before)
  }
  return outcome ? { done: true, value: outcome.value } : { done: false }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
}
