import { BuildError, createSourceFile, lineAt, type SourceFile } from '../source/index.ts'

/** A place in a file of an extension. */
export interface ModulePlace {
  readonly file: SourceFile
  readonly offset: number
}

/** What is wrong with a module, and where. It becomes the error of the extension that was to be loaded. */
export class ModuleError extends Error {
  readonly place: ModulePlace | undefined
  readonly hint: string | undefined

  constructor(message: string, options: { place?: ModulePlace; hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.place = options.place
    this.hint = options.hint
  }
}

/** The file of a module, as places show it. */
export function moduleFile(filename: string, text: string): SourceFile {
  return createSourceFile(filename, text, /ts$/.test(filename) ? 'TypeScript' : 'JavaScript')
}

/** Where a line and a column (both from 1) stand in a text. */
export function placeAt(file: SourceFile, line: number, column = 1): ModulePlace {
  const start = file.lineStarts[line - 1] ?? 0
  return { file, offset: start + column - 1 }
}

/** The error of an extension that cannot be loaded. Its text names file and line, its place shows them. */
export function loadError(extension: string, error: ModuleError): BuildError {
  const { place, message, hint } = error
  const where = place ? `${place.file.filename}:${lineAt(place.file, place.offset)}: ` : ''
  return new BuildError('extension', `extension ${extension} cannot be loaded: ${where}${message}`, {
    cause: error.cause ?? error,
    ...(place ? { at: { file: place.file, start: place.offset, end: place.offset + 1 } } : {}),
    ...(hint === undefined ? {} : { hint }),
  })
}
