import { positionAt } from '../../dockerfile/index.ts'
import type { Fix, Severity } from '../../lint/index.ts'
import type { RunScript } from '../../lint/scripts/run-script.ts'
import type { Position, SourceFile, Span } from '../../source/index.ts'
import type { ShellFinding } from './shellcheck.ts'

/** One thing that is wrong with a file, ready to be printed. */
export interface ReportedFinding {
  /** The rule's name, or the code of an error. */
  readonly rule: string
  /** What other linters call it. */
  readonly codes: readonly string[]
  readonly severity: Severity
  /** It keeps the file from being built. */
  readonly isError: boolean
  readonly message: string
  readonly description: string
  readonly url: string
  readonly hint: string | undefined
  /** The path of the file that it stands in, as it is printed. */
  readonly path: string
  readonly file: SourceFile
  /** Where it stands; undefined for what concerns the file as a whole. */
  readonly span: Span | undefined
  readonly fix: (() => Fix | undefined) | undefined
}

/** What was found in one file of a command line, and in those that it includes. */
export interface FileReport {
  readonly path: string
  readonly findings: readonly ReportedFinding[]
  /** The file itself says that findings are errors (`# check=error=true`), and there are some. */
  readonly failed?: boolean
  /** What ShellCheck could look at, and how what it says becomes findings. */
  readonly scripts?: CheckedScripts
}

/** The scripts of a file. */
export interface CheckedScripts {
  readonly scripts: readonly RunScript[]
  /** Undefined for what is turned off. */
  findingOf(finding: ShellFinding): ReportedFinding | undefined
}

/** Line and column, both from 1; columns count UTF-16 units. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** Where a span starts, and where it ends (exclusive). */
export function placesOf({ file, start, end }: Span): { readonly start: Place; readonly end: Place } {
  return { start: positionAt(file, start), end: positionAt(file, Math.max(start, end)) }
}

/** The text of whole lines, white space around it left out. */
export function spanOfLines(file: SourceFile, first: Position, last: Position): Span {
  const from = file.lineStarts[first.line - 1] ?? 0
  const to = file.lineStarts[last.line] ?? file.text.length
  const text = file.text.slice(from, to)
  const start = from + (text.length - text.trimStart().length)
  return {
    file,
    start: Math.min(start, to),
    end: Math.max(from + text.trimEnd().length, Math.min(start, to)),
  }
}
