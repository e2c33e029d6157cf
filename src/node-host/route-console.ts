import type { ConsoleMessage } from '../host/index.ts'
import { createConsole } from '../modules/index.ts'
import { calledByExtension } from './calling-extension.ts'

/** The console that everything else has. */
let original: Console | undefined

/** From now on, what extensions print is told; what others print is printed as before. */
export function routeConsole(tell: (message: ConsoleMessage) => void): void {
  original ??= globalThis.console
  const own: Readonly<Record<PropertyKey, unknown>> = { ...createConsole(tell) }
  globalThis.console = new Proxy(original, {
    get(target, key, receiver): unknown {
      const method = own[key]
      return method !== undefined && calledByExtension() ? method : Reflect.get(target, key, receiver)
    },
  })
}
