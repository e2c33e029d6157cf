import { createConsole } from '../modules/extension-console.ts'
import { extensionGlobals } from '../modules/extension-globals.ts'
import { tellConsole } from './console-listener.ts'

let defined = false

/** Gives extensions a console of their own, and takes away what this engine has and they are not told to have. */
export function defineExtensionGlobals(): void {
  if (defined) return
  defined = true
  defineGlobals({ console: createConsole(tellConsole) })
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!extensionGlobals.has(name)) Reflect.deleteProperty(globalThis, name)
  }
}

/** Makes values globals, as the web's are. */
export function defineGlobals(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true })
  }
}
