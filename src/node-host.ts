import type { FrontendHost, RunLimited } from './extension/index.ts'
import type { Sha256 } from './llb/index.ts'

/** Architectures of Node by their names in images, where these differ. */
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' }

let nativeHash: Sha256 | undefined

function loadNativeHash(): Sha256 {
  const { hash } = process.getBuiltinModule('node:crypto')
  return (message) => hash('sha256', message)
}

function sha256(bytes: Uint8Array): string {
  nativeHash ??= loadNativeHash()
  return nativeHash(bytes)
}

/** Loads Node's crypto as soon as there is nothing else to do: while the daemon thinks about the first call. */
export function prepareHashing(): void {
  setImmediate(() => {
    nativeHash ??= loadNativeHash()
  })
}

/** Where the script finds what it is to compute: a script sees nothing but globals. */
const workKey = Symbol.for('slipway.work')
const script = "globalThis[Symbol.for('slipway.work')]()"

/** Node's own watchdog stops whatever JavaScript runs, loops and regular expressions included. */
const runLimited: RunLimited = (work, milliseconds) => {
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

/** What Node gives a frontend: its platform, a fast hash, and a watchdog over extensions. */
export const nodeHost: FrontendHost = {
  host: { os: 'linux', architecture: architectures[process.arch] ?? process.arch },
  sha256,
  runLimited,
}
