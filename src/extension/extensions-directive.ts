import { type Location, lineAt, lineRange, type SourceFile } from '../source/index.ts'

/** The extensions that a Dockerfile asks for, and where it does. */
export interface AskedExtensions {
  readonly names: readonly string[]
  readonly location: Location
}

const directive = /^[\t ]*#[\t ]*([A-Za-z][A-Za-z0-9]*)[\t ]*=[\t ]*(.*)$/

/**
 * Reads `# extensions=NAME,NAME`, which stands among the parser directives at the head of a file. The reference
 * takes it for a comment, which ends the head: `escape` and `check` have to stand above it.
 * @returns undefined where there is none
 */
export function readExtensionsDirective(file: SourceFile): AskedExtensions | undefined {
  const { text } = file
  for (let start = text.startsWith('#!') ? endOfLine(text, 0) + 1 : 0; start < text.length; ) {
    const end = endOfLine(text, start)
    // A line that long is no directive.
    const match = end - start > 10_000 ? null : directive.exec(text.slice(start, end).replace(/\r$/, ''))
    if (!match) return undefined
    const [, name = '', value = ''] = match
    if (name.toLowerCase() === 'extensions') {
      const names = value.split(',').map((part) => part.trim())
      return {
        names: [...new Set(names.filter((part) => part !== ''))],
        location: { file, ranges: [lineRange(lineAt(file, start))] },
      }
    }
    start = end + 1
  }
  return undefined
}

function endOfLine(text: string, from: number): number {
  const feed = text.indexOf('\n', from)
  return feed < 0 ? text.length : feed
}
