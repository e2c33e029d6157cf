/** A member of a tar archive. */
export interface TarEntry {
  readonly path: string
  readonly type: 'file' | 'directory' | 'symlink' | 'hardlink' | 'other'
  /** Permission bits, with setuid, setgid and sticky. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Seconds since the epoch. */
  readonly modified: number
  readonly linkTarget: string
  readonly content: Uint8Array
}

const block = 512
const decoder = new TextDecoder()
const encoder = new TextEncoder()

/** Reads a tar archive, with the pax and GNU records that layers use. */
export function readTar(bytes: Uint8Array): TarEntry[] {
  const entries: TarEntry[] = []
  let pax = new Map<string, string>()
  for (let at = 0; at + block <= bytes.length; ) {
    const header = bytes.subarray(at, at + block)
    if (header[0] === 0) break
    const size = number(header, 124, 12)
    const content = bytes.subarray(at + block, at + block + size)
    at += block + Math.ceil(size / block) * block
    const flag = String.fromCharCode(header[156] ?? 0)
    if (flag === 'x') {
      pax = paxRecords(content)
    } else if (flag === 'L') {
      pax.set('path', text(content))
    } else if (flag === 'K') {
      pax.set('linkpath', text(content))
    } else if (flag !== 'g') {
      const prefix = text(header.subarray(345, 500))
      const name = text(header.subarray(0, 100))
      entries.push({
        path: clean(pax.get('path') ?? (prefix === '' ? name : `${prefix}/${name}`)),
        type: typeOf(flag),
        mode: number(header, 100, 8) & 0o7777,
        uid: number(header, 108, 8),
        gid: number(header, 116, 8),
        modified: Math.floor(Number(pax.get('mtime') ?? number(header, 136, 12))),
        linkTarget: pax.get('linkpath') ?? text(header.subarray(157, 257)),
        content,
      })
      pax = new Map()
    }
  }
  return entries
}

function typeOf(flag: string): TarEntry['type'] {
  switch (flag) {
    case '0':
    case '\0':
      return 'file'
    case '1':
      return 'hardlink'
    case '2':
      return 'symlink'
    case '5':
      return 'directory'
    default:
      return 'other'
  }
}

function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end))
}

function number(header: Uint8Array, at: number, length: number): number {
  return Number.parseInt(text(header.subarray(at, at + length)).trim() || '0', 8)
}

function clean(path: string): string {
  return path.replace(/^\.?\//, '').replace(/\/$/, '')
}

/** `length key=value\n` records. */
function paxRecords(content: Uint8Array): Map<string, string> {
  const records = new Map<string, string>()
  for (let at = 0; at < content.length; ) {
    const length = Number.parseInt(decoder.decode(content.subarray(at, at + 12)), 10)
    if (!(length > 0)) break
    const [head = '', ...value] = decoder.decode(content.subarray(at, at + length - 1)).split('=')
    records.set(head.slice(head.indexOf(' ') + 1), value.join('='))
    at += length
  }
  return records
}

/** Writes a plain ustar archive of files owned by root, modified at the epoch. */
export function writeTar(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const parts: Uint8Array[] = []
  for (const [path, value] of Object.entries(files)) {
    const content = typeof value === 'string' ? encoder.encode(value) : value
    const header = new Uint8Array(block)
    const put = (at: number, field: string): void => header.set(encoder.encode(field), at)
    put(0, path)
    put(100, '0000644\0')
    put(108, '0000000\0')
    put(116, '0000000\0')
    put(124, `${content.length.toString(8).padStart(11, '0')}\0`)
    put(136, '00000000000\0')
    put(148, ' '.repeat(8))
    put(156, '0')
    put(257, 'ustar\x0000')
    const sum = header.reduce((total, byte) => total + byte, 0)
    put(148, `${sum.toString(8).padStart(6, '0')}\0 `)
    parts.push(header, content, new Uint8Array((block - (content.length % block)) % block))
  }
  parts.push(new Uint8Array(2 * block))
  return Buffer.concat(parts)
}
