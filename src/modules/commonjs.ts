import type { ModuleExports } from '../host/index.ts'

/** A module of CommonJS while it runs, and after. */
interface CommonJsModule {
  exports: unknown
}

/** What runs the text of a module of CommonJS, once it has been evaluated. */
type Wrapper = (
  exports: unknown,
  require: (specifier: string) => unknown,
  module: CommonJsModule,
  filename: string,
  dirname: string,
) => void

/** The text of a script whose value is a function that runs a module of CommonJS. Lines stay what they are. */
export function wrapCommonJs(text: string): string {
  const body = text.startsWith('#!') ? `//${text}` : text
  return `(function (exports, require, module, __filename, __dirname) {${body}\n})`
}

/** Runs modules of CommonJS, each once. One that is asked for while it runs gives what it has exported so far. */
export class CommonJsModules {
  readonly #modules = new Map<string, CommonJsModule>()

  /** @param wrapper the value of the script that `wrapCommonJs` made */
  run(path: string, wrapper: () => unknown, require: (specifier: string) => unknown): unknown {
    const known = this.#modules.get(path)
    if (known) return known.exports
    const module: CommonJsModule = { exports: {} }
    this.#modules.set(path, module)
    try {
      const directory = path.slice(0, path.lastIndexOf('/')) || '/'
      ;(wrapper() as Wrapper).call(module.exports, module.exports, require, module, path, directory)
    } catch (error) {
      this.#modules.delete(path)
      throw error
    }
    return module.exports
  }
}

/** What importing such a module gives: the value as default, and its fields by name. */
export function namesOf(value: unknown): ModuleExports {
  const fields = typeof value === 'object' && value !== null ? { ...value } : {}
  if ('__esModule' in fields && 'default' in fields) return fields
  return { ...fields, default: value }
}
