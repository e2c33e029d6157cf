import type { Location, SourceFile } from '../source/index.ts'
import type { Definition, SourceInfo, SourceMap } from './definition.ts'

interface KnownFile {
  readonly file: SourceFile
  readonly definition: Definition | undefined
}

/** Collects where ops come from; source files with the same content are one. */
export class SourceMapCollector {
  readonly #definitionOf: (file: SourceFile) => Definition | undefined
  readonly #files: KnownFile[] = []
  readonly #indexes = new Map<SourceFile, number>()
  /** Indexes by what is cheap to compare. */
  readonly #alike = new Map<string, number[]>()
  readonly #locations = new Map<
    string,
    { readonly sourceIndex: number; readonly ranges: Location['ranges'] }[]
  >()

  constructor(definitionOf: (file: SourceFile) => Definition | undefined) {
    this.#definitionOf = definitionOf
  }

  /** An op without locations is listed as well. */
  add(digest: string, locations: readonly Location[]): void {
    const places = locations.map(({ file, ranges }) => ({ sourceIndex: this.#indexOf(file), ranges }))
    const known = this.#locations.get(digest)
    if (known === undefined) this.#locations.set(digest, places)
    else known.push(...places)
  }

  /** @param originOf the definitions of files that `definitionOf` knows none of */
  finish(originOf: (file: SourceFile) => Definition | undefined): SourceMap {
    const infos = this.#files.map(({ file, definition }): SourceInfo => {
      const origin = definition ?? originOf(file)
      return {
        filename: file.filename,
        data: file.bytes,
        language: file.language,
        ...(origin === undefined ? {} : { definition: origin }),
      }
    })
    return { locations: this.#locations, infos }
  }

  #indexOf(file: SourceFile): number {
    let index = this.#indexes.get(file)
    if (index !== undefined) return index
    const known: KnownFile = { file, definition: this.#definitionOf(file) }
    const key = JSON.stringify([file.filename, file.language, file.bytes.length])
    const alike = this.#alike.get(key) ?? []
    index = alike.find((candidate) => this.#same(candidate, known))
    if (index === undefined) {
      index = this.#files.push(known) - 1
      alike.push(index)
      this.#alike.set(key, alike)
    }
    this.#indexes.set(file, index)
    return index
  }

  #same(index: number, { file, definition }: KnownFile): boolean {
    const known = this.#files[index]
    if (known === undefined || !sameBytes(known.file.bytes, file.bytes)) return false
    if (known.definition === undefined || definition === undefined) return true
    return sameResult(known.definition, definition)
  }
}

function sameResult(a: Definition, b: Definition): boolean {
  const last = a.def.at(-1)
  const other = b.def.at(-1)
  if (last === undefined || other === undefined) return last === other
  return a.def.length === b.def.length && sameBytes(last, other)
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}
