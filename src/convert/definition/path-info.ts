import type { FileStat } from '../../gateway/client.ts'

/**
 * What there is at a path.
 *
 * @example
 * const info = await stage.reader.stat('package-lock.json')
 * if (info?.type === 'file') stage.setVariable('LOCKED', 'true')
 */
export interface PathInfo {
  /** From the root of what it was looked for in, without `/` in front. */
  readonly path: string
  readonly type: 'file' | 'directory' | 'symlink' | 'other'
  /** Bytes. */
  readonly size: number
  /** Permission bits, `0o755`. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Nanoseconds since 1970. */
  readonly modified: bigint
  /** What a symbolic link says; '' for all else. */
  readonly linkTarget: string
}

// Bits of Go's FileMode.
const DIRECTORY = 0x8000_0000
const SYMLINK = 0x0800_0000
const ANY_TYPE = 0x8f28_0000

/** What the daemon tells of a path, in words of our own. */
export function pathInfo(path: string, stat: FileStat): PathInfo {
  return {
    path,
    type: typeOf(stat.mode),
    size: stat.size,
    mode: stat.mode & 0o777,
    uid: stat.uid,
    gid: stat.gid,
    modified: stat.modTime,
    linkTarget: stat.linkname,
  }
}

function typeOf(mode: number): PathInfo['type'] {
  if ((mode & DIRECTORY) !== 0) return 'directory'
  if ((mode & SYMLINK) !== 0) return 'symlink'
  return (mode & ANY_TYPE) === 0 ? 'file' : 'other'
}
