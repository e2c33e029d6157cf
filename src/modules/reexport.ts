import type { ModuleExports } from '../host/index.ts'

/** The global that values are handed to modules by: an object of exports by name. */
const key = 'slipway.modules'

const registry = new Map<string, ModuleExports>()

/**
 * The text of a module that exports values which are there already.
 * @param name what they are kept under: one name, one set of values
 */
export function reexport(name: string, exports: ModuleExports): string {
  Reflect.set(globalThis, Symbol.for(key), registry)
  registry.set(name, exports)
  const names = Object.keys(exports).filter((one) => /^[A-Za-z_$][\w$]*$/.test(one))
  return [
    `const values = globalThis[Symbol.for(${JSON.stringify(key)})].get(${JSON.stringify(name)})`,
    ...names.map((one, index) => `const v${index} = values.${one}`),
    `export { ${names.map((one, index) => `v${index} as ${one}`).join(', ')} }`,
  ].join('\n')
}
