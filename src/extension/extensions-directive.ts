import { type Location, lineRange, type SourceFile, textStart } from '../source/index.ts'

/** A name of an extension that a Dockerfile asks for, and where it does. */
export interface AskedExtension {
  readonly name: string
  readonly location: Location
}

/** A line that looks as if it asked for extensions, and is not read. */
export interface UnreadDirective {
  readonly reason: 'place' | 'key'
  /** As it was written. */
  readonly key: string
  readonly names: readonly string[]
  readonly line: number
  readonly location: Location
}

/** The lines of a file that are about extensions. */
export interface ExtensionsDirectives {
  readonly asked: readonly AskedExtension[]
  readonly unread: readonly UnreadDirective[]
}

const directive = /^[\t ]*#[\t ]*([A-Za-z][A-Za-z0-9]*)[\t ]*=[\t ]*(.*)$/
/** What people write for `extensions`. */
const misspelt = /^(?:extensions?|exten[ct]i?ons?|extentions?|extensons?|extnsions?|extesions?)$/
/** A line that long is no directive. */
const longestLine = 10_000
const none: ExtensionsDirectives = { asked: [], unread: [] }

/**
 * Reads `# extensions=NAME,NAME`, which stands among the parser directives at the head of a file: in front of
 * everything that is no comment of the form `# key=value`. Several such lines count together. The reference takes
 * them for comments, which end the head: `escape` and `check` have to stand above them.
 *
 * Lines of that form further down, and those with another word for `extensions`, are told of as unread.
 */
export function readExtensionsDirectives(file: SourceFile): ExtensionsDirectives {
  const text = file.text.slice(textStart(file))
  // Nearly every Dockerfile is done with here.
  if (!/#[\t ]*ext/i.test(text)) return none
  const asked: AskedExtension[] = []
  const unread: UnreadDirective[] = []
  let atHead = true
  const first = text.startsWith('#!') ? 1 : 0
  const lines = text.split('\n')
  for (let index = first; index < lines.length; index++) {
    const written = lines[index] as string
    const match = written.length > longestLine ? null : directive.exec(written.replace(/\r$/, ''))
    if (!match) {
      atHead = false
      continue
    }
    const [, key = '', value = ''] = match
    const lower = key.toLowerCase()
    if (!misspelt.test(lower)) continue
    const line = index + 1
    const location = { file, ranges: [lineRange(line)] }
    const names = [...new Set(value.split(',').map((part) => part.trim()))].filter((part) => part !== '')
    if (lower === 'extensions' && atHead) {
      for (const name of names) {
        if (!asked.some((other) => other.name === name)) asked.push({ name, location })
      }
    } else {
      unread.push({ reason: lower === 'extensions' ? 'place' : 'key', key, names, line, location })
    }
  }
  return { asked, unread }
}
