import { existsSync, lstatSync, readlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Where Debian's loader looks for libraries. */
const libraryDirectories = (triplet: string) => [
  `/lib/${triplet}`,
  `/usr/lib/${triplet}`,
  '/lib64',
  '/usr/lib64',
  '/lib',
  '/usr/lib',
]

/** The file system of another image, whose absolute symbolic links stay inside of it. */
export class TargetRoot {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  /** Where on this machine the file is that the image knows as `path`; undefined where there is none. */
  find(path: string): string | undefined {
    let parts = path.split('/').filter((part) => part !== '')
    let at = '/'
    for (let links = 0; parts.length > 0; ) {
      const [part = '', ...rest] = parts
      const next = resolve(at, part)
      const real = join(this.#root, next)
      const stat = lstatSync(real, { throwIfNoEntry: false })
      if (!stat) return undefined
      if (stat.isSymbolicLink()) {
        if (++links > 40) return undefined
        const target = resolve(dirname(next), readlinkSync(real))
        parts = [...target.split('/').filter((one) => one !== ''), ...rest]
        at = '/'
      } else {
        at = next
        parts = rest
      }
    }
    return existsSync(join(this.#root, at)) ? join(this.#root, at) : undefined
  }

  /** The path of a library inside the image. Throws Error where it is not found. */
  libraryPath(name: string): string {
    for (const triplet of ['x86_64-linux-gnu', 'aarch64-linux-gnu']) {
      for (const directory of libraryDirectories(triplet)) {
        const path = `${directory}/${name}`
        if (this.find(path) !== undefined) return path
      }
    }
    throw new Error(`the base image has no ${name}`)
  }
}
