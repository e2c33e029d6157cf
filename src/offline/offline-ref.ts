import type { FileStat, Ref } from '../gateway/client.ts'
import { clean } from '../go/index.ts'
import { createPatternMatcher } from '../ignore/index.ts'
import { type Definition, sourcesOf } from '../llb/index.ts'
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
    const content = this.#isExcluded(path) ? undefined : await this.#tree().readFile(path)
    if (!content) {
      throw new BuildError('daemon', `open ${path}: no such file or directory`, { status: notFound })
    }
    return range ? content.subarray(range.offset, range.offset + range.length) : content
  }

  async readDir(path: string): Promise<readonly FileStat[]> {
    const entries = await this.#tree().list?.(path)
    if (!entries) throw refusal(`the directory ${path} cannot be listed`)
    return entries.filter((entry) => !this.#isExcluded(`${path}/${entry.path}`))
  }

  async statFile(path: string): Promise<FileStat> {
    const tree = this.#tree()
    if (!tree.stat) throw refusal(`${path} cannot be looked at`)
    const found = this.#isExcluded(path) ? undefined : await tree.stat(path)
    if (found) return found
    throw new BuildError('daemon', `stat ${path}: no such file or directory`, { status: notFound })
  }

  async evaluate(): Promise<void> {
    throw refusal('nothing can be built')
  }

  /** Whether the ignore file leaves a path out, as far as that can be told without looking at directories. */
  #isExcluded(path: string): boolean {
    // Of the op itself; the other one names the result.
    const [source] = this.definition.def.length === 2 ? sourcesOf(this.definition) : []
    const patterns = source?.attrs['local.excludepatterns']
    if (patterns === undefined) return false
    const matcher = createPatternMatcher(JSON.parse(patterns))
    return matcher.matchesOrParentMatches(clean(`/${path}`).slice(1))
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
