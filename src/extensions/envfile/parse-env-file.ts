import { BuildError, createSourceFile, includedAt, type SourceFile, type Span } from '../../api.ts'

/** A variable of a file. */
export interface FileVariable {
  readonly name: string
  readonly value: string
  /** Its line, for errors and findings: in a file that shows nothing but the name. */
  place(): Span
}

const form = /^[\t ]*(?:export[\t ]+)?([^\t =]+)[\t ]*=[\t ]*/
const nothing = /^[\t ]*(?:#.*)?$/
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/** As `readEnvFile`, name and value alone. */
export function parseEnvFile(file: SourceFile): readonly (readonly [string, string])[] {
  return readEnvFile(file).map(({ name, value }) => [name, value])
}

/**
 * Reads a file of `NAME=value` lines. Empty lines and those that begin with `#` say nothing; `export` may stand
 * in front. Single quotes keep the value as it is, double quotes know `\n`, `\r`, `\t` and `\` in front of
 * anything else, and both may go over several lines; without quotes, white space around the value goes, and ` #`
 * begins a comment. Variables are not replaced.
 * @param by the instruction that reads it
 * Throws BuildError (code `context`), placed in the file, of which nothing is shown: any of it may be secret.
 */
export function readEnvFile(file: SourceFile, by?: Span): readonly FileVariable[] {
  const variables: FileVariable[] = []
  const lines = file.text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as string
    if (nothing.test(line)) continue
    const number = index + 1
    const match = form.exec(line)
    if (!match) throw wrong('a line of an ENVFILE must be of the form NAME=value', file, number, '', by)
    const [head, name = ''] = match
    const place = (): Span => masked(file, number, name, by)
    const text = line.slice(head.length)
    const [quote = ''] = text
    if (quote !== "'" && quote !== '"') {
      variables.push({ name, value: text.replace(/(?:^|[\t ])#.*$/s, '').trimEnd(), place })
      continue
    }
    const quoted = readQuoted(text, quote, lines, index)
    if (!quoted || !nothing.test(quoted.rest)) {
      throw wrong(`the quotes around the value of ${name} do not match`, file, number, name, by)
    }
    variables.push({ name, value: quoted.value, place })
    index = quoted.last
  }
  return variables
}

/**
 * A value in quotes.
 * @param text what stands behind `=` in the line `first`
 * @returns the value, the line that it ends in, and what follows there; undefined where it does not end
 */
function readQuoted(
  text: string,
  quote: string,
  lines: readonly string[],
  first: number,
): { readonly value: string; readonly last: number; readonly rest: string } | undefined {
  let value = ''
  let line = text
  let at = 1
  for (let index = first; ; ) {
    for (; at < line.length; at++) {
      const character = line[at] as string
      if (character === quote) return { value, last: index, rest: line.slice(at + 1) }
      if (character === '\\' && quote === '"' && at + 1 < line.length) {
        const next = line[++at] as string
        value += escapes[next] ?? next
      } else value += character
    }
    const following = lines[++index]
    if (following === undefined) return undefined
    value += '\n'
    line = following
    at = 0
  }
}

function wrong(
  message: string,
  file: SourceFile,
  number: number,
  name: string,
  by: Span | undefined,
): BuildError {
  return new BuildError('context', message, { at: masked(file, number, name, by), own: true })
}

/** A line of the file in one of the same name that has no other, and asterisks in the place of the value. */
function masked(file: SourceFile, number: number, name: string, by: Span | undefined): Span {
  const start = number - 1
  const text = `${'\n'.repeat(start)}${name === '' ? '' : `${name}=`}****\n`
  const shown = createSourceFile(file.filename, text, file.language)
  return { file: by ? includedAt(shown, by) : shown, start, end: text.length - 1 }
}
