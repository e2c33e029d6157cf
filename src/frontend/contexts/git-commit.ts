import type { SourceTime } from '../../convert/index.ts'
import { BuildError } from '../../source/index.ts'

const decoder = new TextDecoder('latin1')

/**
 * When a commit was made; undefined where its object does not say it properly.
 * @param object the object's bytes as git has them
 * Throws BuildError (code `context`) for what is no commit.
 */
export function commitTime(object: Uint8Array): SourceTime | undefined {
  const text = decoder.decode(object)
  const isTag = text.startsWith('object ')
  const headers = readHeaders(text)
  const required = isTag ? ['object', 'type', 'tag', 'tagger'] : ['tree', 'author', 'committer']
  for (const name of required) {
    if (!headers.has(name)) {
      const type = isTag ? 'tag' : 'commit'
      throw new BuildError('context', `invalid ${type} object: missing ${name} header`)
    }
  }
  if (isTag) throw new BuildError('context', 'not a commit object')
  return timeOf(headers.get('committer') ?? '')
}

/** The first value of each header; signatures go over several lines and are left out. */
function readHeaders(text: string): ReadonlyMap<string, string> {
  const headers = new Map<string, string>()
  const end = text.indexOf('\n\n')
  let inSignature = false
  for (const line of (end < 0 ? text : text.slice(0, end)).split('\n')) {
    if (line === '') break
    if (inSignature && line.startsWith(' ')) continue
    inSignature = /^gpgsig(-sha256)? /.test(line)
    const space = line.indexOf(' ')
    const name = line.slice(0, space)
    if (!inSignature && space >= 0 && !headers.has(name)) headers.set(name, line.slice(space + 1))
  }
  return headers
}

/** The time in `NAME <EMAIL> SECONDS ZONE`. */
function timeOf(actor: string): SourceTime | undefined {
  const closing = actor.lastIndexOf('>')
  if (closing < 0 || !actor.slice(0, closing).includes('<')) return undefined
  const [seconds = '', zone = ''] = actor
    .slice(closing + 1)
    .trim()
    .split(/\s+/)
  if (!/^[+-]?[0-9]{1,18}$/.test(seconds) || zone.length !== 5 || !/^[+-]/.test(zone)) return undefined
  return {
    unixNanoseconds: BigInt(seconds.replace(/^\+/, '')) * 1_000_000_000n,
    zoneOffset: zoneOffset(zone),
  }
}

/** Seconds east of UTC; digits that are none count as 0. */
function zoneOffset(zone: string): number {
  const part = (text: string) => (/^[+-]?[0-9]+$/.test(text) ? Number(text) : 0)
  const seconds = part(zone.slice(1, 3)) * 3600 + part(zone.slice(3)) * 60
  return zone.startsWith('-') ? -seconds : seconds
}
