import { join, sortByBytes } from '../../go/index.ts'

/** Paths of a source that a build uses, so that no more is transferred. */
export class PathSet {
  #paths: Set<string> | undefined

  /** Adds a path; `/`, `.` and '' stand for everything. */
  add(path: string): void {
    this.#paths ??= new Set()
    this.#paths.add(path === '/' ? path : join('/', path))
  }

  addAll(other: PathSet): void {
    for (const path of other.#paths ?? []) this.add(path)
  }

  /** The paths relative to the root, sorted; undefined where all of the source is used, or nothing is known. */
  list(): readonly string[] | undefined {
    const paths = this.#paths
    if (!paths || paths.size === 0 || paths.has('/')) return undefined
    return sortByBytes([...paths].map((path) => join('.', path)))
  }
}
