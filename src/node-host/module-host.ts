import type { ModuleFiles, ModuleHost } from '../host/index.ts'
import { nodeModuleEngine } from './module-engine.ts'
import { routeConsole } from './route-console.ts'

/** The files of this machine. */
const files: ModuleFiles = {
  readFile(path) {
    const fs = process.getBuiltinModule('node:fs')
    try {
      return fs.readFileSync(path)
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  },
  listDirectory(path) {
    const fs = process.getBuiltinModule('node:fs')
    try {
      return fs.readdirSync(path)
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  },
  realPath: (path) => (path.startsWith('/') ? process.getBuiltinModule('node:fs').realpathSync(path) : path),
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR'
}

/** What Node gives the loader of extensions. */
export const nodeModuleHost: ModuleHost = {
  files,
  engine: nodeModuleEngine,
  loadSyntaxTools: () => import('../typescript/index.ts'),
  routeConsole,
}

/** The absolute path of a file that is named by a path or by a URL. */
export function pathOf(file: string | { readonly href: string }): string {
  const name = typeof file === 'string' ? file : file.href
  if (name.startsWith('file:')) return process.getBuiltinModule('node:url').fileURLToPath(name)
  return process.getBuiltinModule('node:path').resolve(name)
}
