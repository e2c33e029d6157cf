import { parseBool } from '../../go/index.ts'
import { explainingSync } from '../../source/index.ts'

/**
 * A build arg that switches something on: false where it is absent or empty.
 * Throws BuildError (`failed to parse build-arg:NAME: …`) for what is no boolean.
 */
export function readBooleanArg(options: ReadonlyMap<string, string>, name: string): boolean {
  const key = `build-arg:${name}`
  const value = options.get(key)
  return value ? explainingSync(`failed to parse ${key}`, () => parseBool(value)) : false
}
