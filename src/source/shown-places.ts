import type { SourceFile } from './source-file.ts'
import type { Location, Range } from './span.ts'

/** A place as it is sent along with an error, for the client to print an excerpt of. */
export interface ShownPlace {
  readonly file: SourceFile
  readonly ranges: readonly Range[]
  /** What is sent of the file: all of it, or nothing. */
  readonly data: Uint8Array
}

/** The daemon takes 16 MiB with an error, and a file takes many times its size on the way there. */
const mostBytes = 4 * 1024 * 1024
const nothing = new Uint8Array()

/** What is sent of the places of an error: all of it, unless that is more than the daemon takes. */
export function shownPlaces(locations: readonly Location[]): readonly ShownPlace[] {
  let left = mostBytes
  return locations.map(({ file, ranges }) => {
    left -= file.bytes.length
    return {
      file,
      ranges,
      data: left >= 0 ? file.bytes : nothing,
    }
  })
}
