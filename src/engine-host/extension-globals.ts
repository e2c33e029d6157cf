import structuredClone from 'core-js-pure/actual/structured-clone'
import URL from 'core-js-pure/actual/url'
import URLSearchParams from 'core-js-pure/actual/url-search-params'
import { createConsole } from '../modules/extension-console.ts'
import { extensionGlobals } from '../modules/extension-globals.ts'
import { tellConsole } from './console-listener.ts'

let defined = false

/** Gives extensions the globals that they are told to have, and takes away what else this engine has. */
export function defineExtensionGlobals(): void {
  if (defined) return
  defined = true
  const values = { URL, URLSearchParams, structuredClone, console: createConsole(tellConsole) }
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true })
  }
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!extensionGlobals.has(name)) Reflect.deleteProperty(globalThis, name)
  }
}
