import type { FileStat } from '../gateway/client.ts'
import { clean } from '../go/index.ts'
import { type Definition, type DescribedOp, describeDefinition } from '../llb/index.ts'
import type { FileTree } from './file-tree.ts'

/** What a build step has left, for a client that runs nothing; undefined where nobody said. May throw. */
export type StepResult = (step: string) => FileTree | undefined

/** What the files of a graph are made of. */
export interface StepFilesOptions {
  /** The files of a source by its identifier. Throws where there are none. */
  readonly source: (identifier: string) => FileTree
  /** What commands have left; see `stepName`. */
  readonly result: StepResult
  /** The error for the files of a step that nobody told. */
  readonly unknown: (step: string) => Error
}

/** A step as results go by: its line in the progress output without stage and number, `RUN make`. */
export function stepName(progressLine: string): string {
  return progressLine.replace(/^\[[^\]]*\] /, '')
}

/**
 * The files of what a graph makes, as far as they can be told without running it: those of its source, those that
 * its file actions write or copy from a plain path, and those that its commands are said to have left.
 */
export function stepFiles(definition: Definition, options: StepFilesOptions): FileTree {
  const { ops } = describeDefinition(definition)
  const byDigest = new Map(ops.map((op) => [op.digest, op]))
  const treeOf = (digest: string | undefined): FileTree => {
    const op = digest === undefined ? undefined : byDigest.get(digest)
    return op ? new StepTree(op, treeOf, options) : nothing
  }
  return treeOf(inputsOf(ops.at(-1))[0])
}

const nothing: FileTree = { readFile: async () => undefined }

/** A described message, whose fields may be anything. */
type Fields = Readonly<Record<string, unknown>>

class StepTree implements FileTree {
  readonly #op: DescribedOp
  readonly #treeOf: (digest: string | undefined) => FileTree
  readonly #options: StepFilesOptions

  constructor(op: DescribedOp, treeOf: (digest: string | undefined) => FileTree, options: StepFilesOptions) {
    this.#op = op
    this.#treeOf = treeOf
    this.#options = options
  }

  async readFile(path: string): Promise<Uint8Array | undefined> {
    switch (this.#op.kind) {
      case 'source': {
        const { identifier } = fieldsOf(this.#op.op['source'])
        return this.#options.source(String(identifier)).readFile(path)
      }
      case 'file':
        return this.#afterActions(path)
      case 'exec':
        return this.#afterCommand(path)
      default:
        throw this.#options.unknown(this.#name())
    }
  }

  async stat(path: string): Promise<FileStat | undefined> {
    const source = this.#source()
    if (!source?.stat) throw this.#options.unknown(this.#name())
    return source.stat(path)
  }

  async list(path: string): Promise<readonly FileStat[]> {
    const source = this.#source()
    if (!source?.list) throw this.#options.unknown(this.#name())
    return source.list(path)
  }

  #source(): FileTree | undefined {
    if (this.#op.kind !== 'source') return undefined
    const { identifier } = fieldsOf(this.#op.op['source'])
    return this.#options.source(String(identifier))
  }

  async #afterCommand(path: string): Promise<Uint8Array | undefined> {
    const left = this.#options.result(this.#name())
    if (!left) throw this.#options.unknown(this.#name())
    return (await left.readFile(path)) ?? (await this.#below(path))
  }

  /** A file from before the command. Nobody knows those of images: what was not told is not there. */
  async #below(path: string): Promise<Uint8Array | undefined> {
    const [rootfs] = listOf(fieldsOf(this.#op.op['exec'])['mounts'])
    const input = inputsOf(this.#op)[numberOf(rootfs?.['input'])]
    try {
      return await this.#treeOf(input).readFile(path)
    } catch {
      return undefined
    }
  }

  async #afterActions(path: string): Promise<Uint8Array | undefined> {
    const inputs = inputsOf(this.#op)
    const wanted = clean(`/${path}`)
    const actions = listOf(fieldsOf(this.#op.op['file'])['actions'])
    for (const action of [...actions].reverse()) {
      const made = fieldsOf(action['mkfile'])
      if (made['path'] === wanted) return dataOf(made['data'])
      const copied = fieldsOf(action['copy'])
      const source = sourceOf(copied, wanted)
      if (source === undefined) continue
      const found = await this.#treeOf(inputs[numberOf(action['secondaryInput'])]).readFile(source)
      if (found) return found
    }
    return this.#treeOf(inputs[0]).readFile(path)
  }

  #name(): string {
    return stepName(this.#op.metadata?.description['llb.customname'] ?? this.#op.kind)
  }
}

/** Where a copy would have taken the file at a path from; undefined where it does not write there. */
function sourceOf(copied: Fields, wanted: string): string | undefined {
  const { src, dest } = copied
  if (typeof src !== 'string' || typeof dest !== 'string') return undefined
  if (/[*?[]/.test(src)) return undefined
  const base = src.slice(src.lastIndexOf('/') + 1)
  const target = clean(dest)
  if (wanted === (dest.endsWith('/') ? clean(`${dest}/${base}`) : target)) return src
  const below = target === '/' ? '/' : `${target}/`
  return wanted.startsWith(below) ? `${src}/${wanted.slice(below.length)}` : undefined
}

function inputsOf(op: DescribedOp | undefined): readonly string[] {
  return listOf(op?.op['inputs']).map(({ digest }) => String(digest))
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : 0)

/** Data is described as text where it is text, and as base64 where it is not. */
function dataOf(value: unknown): Uint8Array {
  if (typeof value === 'string') return new TextEncoder().encode(value)
  const base64 = fieldsOf(value)['base64']
  if (typeof base64 !== 'string') return new Uint8Array()
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
