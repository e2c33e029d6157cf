import type { ImportableModules } from '../host/index.ts'

/** The global that modules of the image look for what they re-export in (see scripts/build/image-modules.ts). */
const modulesKey = Symbol.for('slipway.modules')

/** See `Host.listDirectory`. */
export function listDirectory(path: string): readonly string[] | undefined {
  const { existsSync, readdirSync } = process.getBuiltinModule('node:fs')
  return existsSync(path) ? readdirSync(path) : undefined
}

/** See `Host.importFile`: Node's own loader, which finds `modules` by files of their names. */
export function importFile(path: string, modules: ImportableModules): unknown {
  const { createRequire } = process.getBuiltinModule('node:module')
  const { resolve } = process.getBuiltinModule('node:path')
  Reflect.set(globalThis, modulesKey, modules)
  const file = resolve(path)
  return createRequire(file)(file)
}
