import * as native from 'slipway:native'
import { TextDecoder, TextEncoder } from './text-encoding.ts'

/** What the web defines, and every engine but this one has. Modules that are evaluated after this one find it. */
const webGlobals: Readonly<Record<string, unknown>> = {
  TextEncoder,
  TextDecoder,
  setTimeout: (run: (...parameters: unknown[]) => void, milliseconds = 0, ...parameters: unknown[]) =>
    native.setTimer(() => run(...parameters), milliseconds),
  clearTimeout: (id: number | undefined) => native.clearTimer(id ?? 0),
  console: { log: print, info: print, warn: print, error: print, debug: print },
}

/** Whatever prints goes to the log: a stray byte on stdout would break the connection. */
function print(...parts: readonly unknown[]): void {
  native.log(parts.map(shown).join(' '))
}

function shown(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}\n${value.stack ?? ''}`
  if (typeof value !== 'object' || value === null) return String(value)
  try {
    return JSON.stringify(value)
  } catch {
    return String(value)
  }
}

Object.defineProperty(Math, 'random', { value: native.random, writable: true, configurable: true })
for (const [name, value] of Object.entries(webGlobals)) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true })
}
