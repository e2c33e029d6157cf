import type { FileStat, Ref } from '../gateway/client.ts'
import type { Definition } from '../llb/index.ts'
import { BuildError } from '../source/index.ts'
import type { FileTree } from './file-tree.ts'
import { type StepResult, stepFiles } from './step-files.ts'

const localScheme = 'local://'
const notFound = 5

/** The files that can be read. */
export interface OfflineTrees {
  /** By the name of the local source. */
  readonly locals: ReadonlyMap<string, FileTree>
  /** By identifier. */
  readonly remotes: ReadonlyMap<string, FileTree>
  /** What commands have left. */
  readonly stepResult?: StepResult | undefined
}

/** A graph that nobody has built. Files can be read as far as `stepFiles` can tell them. */
export class OfflineRef implements Ref {
  readonly id: string
  readonly definition: Definition
  readonly #trees: OfflineTrees
  #files: FileTree | undefined

  constructor(id: string, definition: Definition, trees: OfflineTrees) {
    this.id = id
    this.definition = definition
    this.#trees = trees
  }

  async readFile(path: string, range?: { readonly offset: number; readonly length: number }) {
    const content = await this.#tree().readFile(path)
    if (!content) {
      throw new BuildError('daemon', `open ${path}: no such file or directory`, { status: notFound })
    }
    return range ? content.subarray(range.offset, range.offset + range.length) : content
  }

  async readDir(path: string): Promise<readonly FileStat[]> {
    throw refusal(`the directory ${path} cannot be listed`)
  }

  async statFile(path: string): Promise<FileStat> {
    throw refusal(`${path} cannot be looked at`)
  }

  async evaluate(): Promise<void> {
    throw refusal('nothing can be built')
  }

  #tree(): FileTree {
    const { locals, remotes, stepResult = () => undefined } = this.#trees
    this.#files ??= stepFiles(this.definition, {
      source(identifier) {
        const tree = identifier.startsWith(localScheme)
          ? locals.get(identifier.slice(localScheme.length))
          : remotes.get(identifier)
        if (tree) return tree
        throw refusal(`the files of ${identifier} cannot be read`)
      },
      result: stepResult,
      unknown: (step) => refusal(`the files of ${step} cannot be read`),
    })
    return this.#files
  }
}

/** The error for what needs an engine. */
export function refusal(what: string): BuildError {
  return new BuildError('context', `${what} without an engine`)
}
