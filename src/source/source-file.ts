import { lastNotAbove } from './bisect.ts'
import { decodeText, encodeText } from './raw-text.ts'

/**
 * A text that instructions come from: the Dockerfile itself, an included fragment, or a trigger of a base
 * image. Spans point into its text; the wire carries its bytes.
 *
 * @example
 * splice: async ({ text }, { reader }): Promise<SourceFile> => reader.readFile(text)
 */
export interface SourceFile {
  /** The name that error excerpts show, relative to the build context that it was read from. */
  readonly filename: string
  /** The bytes as they were read; what `SourceInfo.data` carries. */
  readonly bytes: Uint8Array
  /**
   * The bytes decoded as UTF-8, a byte order mark included (`textStart` is behind it); a byte that is no UTF-8
   * is a lone surrogate (`encodeText` makes a byte of it again). Offsets of spans count its UTF-16 units.
   */
  readonly text: string
  /** A name from GitHub's linguist list; `Dockerfile` unless another syntax says otherwise. */
  readonly language: string
  /** Offset in `text` at which each line starts; never empty. */
  readonly lineStarts: ArrayLike<number>
  /** The instruction that the file stands in the place of, where another file includes it. */
  readonly includedBy: Span | undefined
  /** The file as it was read, which this one is where another file includes it. */
  readonly original: SourceFile | undefined
}

/**
 * A half-open range `[start, end)` of UTF-16 offsets in the text of a source file.
 *
 * @example
 * const { file, start, end }: Span = instruction.span
 * file.text.slice(start, end)
 */
export interface Span {
  readonly file: SourceFile
  readonly start: number
  readonly end: number
}

/**
 * Makes a source file of bytes or text.
 * @param filename the name that errors show
 * @param content bytes or text
 * @param language linguist's name of the language, `Dockerfile` by default
 *
 * @example
 * const file = createSourceFile('parts/base.Dockerfile', 'FROM alpine:3\n')
 */
export function createSourceFile(
  filename: string,
  content: Uint8Array | string,
  language = 'Dockerfile',
): SourceFile {
  const bytes = typeof content === 'string' ? encodeText(content) : content
  const text = typeof content === 'string' ? content : decodeText(content)
  let lineStarts: ArrayLike<number> | undefined
  return {
    filename,
    bytes,
    text,
    language,
    get lineStarts() {
      lineStarts ??= findLineStarts(text)
      return lineStarts
    },
    includedBy: undefined,
    original: undefined,
  }
}

/**
 * A file in the place of the instruction that includes it: the same file may be there several times.
 * @param place the instruction
 *
 * @example
 * const shown = includedAt(createSourceFile(path, text), stage.instruction.span)
 */
export function includedAt(file: SourceFile, place: Span): SourceFile {
  return {
    filename: file.filename,
    bytes: file.bytes,
    text: file.text,
    language: file.language,
    get lineStarts() {
      return file.lineStarts
    },
    includedBy: place,
    original: file.original ?? file,
  }
}

/** Whether a value of code that no compiler has seen is a source file. */
export function isSourceFile(value: unknown): value is SourceFile {
  if (typeof value !== 'object' || value === null) return false
  return 'filename' in value && 'bytes' in value && value.bytes instanceof Uint8Array && 'lineStarts' in value
}

/**
 * Where what is written begins: behind a byte order mark, which is no part of the first line.
 *
 * @example
 * const lines = file.text.slice(textStart(file)).split('\n')
 */
export function textStart({ text }: SourceFile): 0 | 1 {
  return text.charCodeAt(0) === 0xfeff ? 1 : 0
}

function findLineStarts(text: string): ArrayLike<number> {
  let count = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  // A file may be nothing but line feeds, each of which takes four bytes here.
  const starts = new Uint32Array(count)
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts[line++] = at + 1
  return starts
}

/** The 1-based line of an offset, found by bisection. Offsets past the end belong to the last line. */
export function lineAt(file: SourceFile, offset: number): number {
  return lastNotAbove(file.lineStarts, offset) + 1
}
