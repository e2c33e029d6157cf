import { clean, trimSpace } from '../go/index.ts'
import { BuildError, decodeText, encodeText } from '../source/index.ts'

/** The longest line that the reference's line reader takes, its line break not counted, in bytes. */
const longestLine = 64 * 1024 - 1

/**
 * The patterns of an ignore file (`.dockerignore`), one for each line: comments and empty lines dropped, paths
 * cleaned and made relative, `!` kept in front. Bytes that are no UTF-8 stay in them, as `decodeText` writes them.
 * Throws BuildError (code `context`) for a line that is too long.
 */
export function readIgnoreFile(content: Uint8Array): readonly string[] {
  const text = decodeText(content).replace(/^\ufeff/, '')
  const patterns: string[] = []
  for (const line of text.split('\n')) {
    if (line.length * 3 > longestLine && encodeText(line).length > longestLine) {
      throw new BuildError('context', 'bufio.Scanner: token too long')
    }
    if (line.startsWith('#')) continue
    const written = trimSpace(line)
    if (written !== '') patterns.push(normalizePattern(written))
  }
  return patterns
}

function normalizePattern(written: string): string {
  const inverted = written.startsWith('!')
  const path = inverted ? trimSpace(written.slice(1)) : written
  const cleaned = path === '' ? '' : clean(path)
  const relative = cleaned.length > 1 && cleaned.startsWith('/') ? cleaned.slice(1) : cleaned
  return inverted ? `!${relative}` : relative
}
