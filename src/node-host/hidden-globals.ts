import { extensionGlobals } from '../modules/index.ts'
import { calledByExtension } from './calling-extension.ts'

let hidden = false

/**
 * Hides from extensions what Node has and the frontend image has not: `process`, `Buffer`, `fetch` and their like are
 * undefined for code of theirs, and stay what they are for everything else.
 */
export function hideNodeGlobals(): void {
  if (hidden) return
  hidden = true
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(globalThis))) {
    if (property.configurable && !extensionGlobals.has(name)) hide(name, property)
  }
}

function hide(name: string, property: PropertyDescriptor): void {
  let current = property
  Object.defineProperty(globalThis, name, {
    configurable: true,
    enumerable: property.enumerable ?? false,
    get(): unknown {
      if (calledByExtension()) return undefined
      return current.get ? current.get.call(globalThis) : current.value
    },
    set(value: unknown) {
      if (current.set) current.set.call(globalThis, value)
      else current = { value }
    },
  })
}
