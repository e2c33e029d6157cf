import { BuildError, type SourceFile, textStart } from '../../api.ts'

const form = /^[\t ]*(?:export[\t ]+)?([^\t =]+)[\t ]*=[\t ]*(.*)$/s
const quoted = /^(?:'([^']*)'|"((?:[^"\\]|\\.)*)")[\t ]*(?:#.*)?$/s
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/**
 * Reads a file of `NAME=value` lines. Empty lines and those that begin with `#` say nothing; `export` may stand
 * in front. Single quotes keep the value as it is, double quotes know `\n`, `\r`, `\t` and `\` in front of
 * anything else; without quotes, white space around the value goes, and ` #` begins a comment. Variables are
 * not replaced.
 * Throws BuildError (code `context`), placed in the file.
 */
export function parseEnvFile(file: SourceFile): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = []
  let start: number = textStart(file)
  for (const written of file.text.slice(start).split('\n')) {
    const end = start + written.length
    const line = written.endsWith('\r') ? written.slice(0, -1) : written
    if (!/^[\t ]*(?:#|$)/.test(line)) {
      const pair = readLine(line)
      if (typeof pair === 'string') throw new BuildError('context', pair, { at: { file, start, end } })
      pairs.push(pair)
    }
    start = end + 1
  }
  return pairs
}

/** The pair of a line, or what is wrong with it; the line itself may be secret. */
function readLine(line: string): readonly [string, string] | string {
  const match = form.exec(line)
  if (!match) return 'a line of an ENVFILE must be of the form NAME=value'
  const [, name = '', text = ''] = match
  if (text.startsWith("'") || text.startsWith('"')) {
    const parts = quoted.exec(text)
    if (!parts) return `the quotes around the value of ${name} do not match`
    const [, single, double = ''] = parts
    return [name, single ?? double.replace(/\\(.)/gs, (_, char: string) => escapes[char] ?? char)]
  }
  return [name, text.replace(/(?:^|[\t ])#.*$/s, '').trimEnd()]
}
