import type { StackFrame } from '../source/index.ts'

/** What an extension's module exports, by name. */
export type ModuleExports = Readonly<Record<string, unknown>>

/** The files that modules are read from. Paths are absolute, with `/` between their parts. */
export interface ModuleFiles {
  /** The bytes of a regular file; undefined where there is none. Throws Error where it cannot be read. */
  readFile(path: string): Uint8Array | undefined
  /** The names in a directory, in no order; undefined where there is none. */
  listDirectory(path: string): readonly string[] | undefined
  /** The path without symbolic links; absent where there are none to follow. */
  realPath?(path: string): string
}

/** Where an engine gets modules from. Both functions throw what the import then fails with. */
export interface ModuleSource {
  /** Which graph it is, of all that this process has. */
  readonly number: number
  /** The name of the module that `importer` means by a specifier. */
  resolve(specifier: string, importer: string): string
  /** The text of the module of that name, as a module of JavaScript. */
  load(name: string): string
}

/** What evaluates modules. */
export interface ModuleEngine {
  /** Evaluates a module, and those that it imports, and says what it exports. Rejects with what is wrong. */
  importModule(name: string, source: ModuleSource): Promise<ModuleExports>
  /** The value of a script. `url` stands in the stacks of errors. */
  evaluateScript(text: string, url: string): unknown
}

/** What knows the syntax of JavaScript and of TypeScript: it is large, and mostly not needed. */
export interface SyntaxTools {
  /** A module of TypeScript as JavaScript. Throws SyntaxProblem. */
  eraseTypes(text: string): string
  /** What keeps a text from being a module of JavaScript; undefined where nothing does. */
  findSyntaxError(text: string): SyntaxProblem | undefined
}

/** What is wrong with a text, and where; lines and columns count from 1. */
export interface SyntaxProblem extends Error {
  readonly line: number
  readonly column: number
}

/** What an extension said on its `console`. */
export interface ConsoleMessage {
  readonly level: 'debug' | 'info' | 'warning' | 'error'
  readonly text: string
  /** Where it did; undefined where the stack does not know. */
  readonly place: StackFrame | undefined
}

/** What a program gives the loader of extensions. */
export interface ModuleHost {
  readonly files: ModuleFiles
  readonly engine: ModuleEngine
  readonly loadSyntaxTools: () => Promise<SyntaxTools>
  /** Makes `URL`, `URLSearchParams` and `structuredClone` globals, where the engine does not have them. */
  readonly loadWebGlobals?: () => Promise<void>
  /** From now on, what extensions print is told, and printed nowhere. */
  readonly routeConsole: (tell: (message: ConsoleMessage) => void) => void
  /**
   * From now on, extensions compute no longer than so many milliseconds without a pause, and no more than so many
   * bytes are used while they do: `onFailure` tells of what was stopped. Absent, nothing does.
   */
  readonly limitExtensions?: (milliseconds: number, bytes: number) => void
}
