import {
  findSyntax,
  type InstructionNode,
  MOST_INSTRUCTIONS,
  parseInstruction,
  parseSyntaxTree,
  type SyntaxTree,
} from '../../dockerfile/index.ts'
import { BuildError, includedAt, isSourceFile, type SourceFile } from '../../source/index.ts'
import { SpliceScope, type SpliceVariables } from '../args/index.ts'
import type { BuildReader, InstructionDefinition, InstructionDefinitionTable } from '../definition/index.ts'
import { StageMemory } from '../definition/index.ts'

/** Files within files deeper than that are a circle, or might as well be one. */
const DEEPEST = 64
/** So many files are no longer a Dockerfile in parts: it is one that contains itself several times over. */
const MOST_FILES = 1_000

/** A Dockerfile may have 16 MiB by itself. */
const MOST_BYTES = 64 * 1024 * 1024

/** What splicing needs beside the text. */
export interface Splicing {
  readonly instructions: InstructionDefinitionTable
  readonly reader: BuildReader
  readonly variables: SpliceVariables
  /** Told of each file that is spliced in, before what is in it. */
  onTree(tree: SyntaxTree): void
}

/** Whether any instruction of a language stands for another file. */
export function hasSplices(instructions: InstructionDefinitionTable): boolean {
  for (const definition of instructions.values()) if (definition.splice) return true
  return false
}

/**
 * Puts the instructions of other files in the place of those that stand for them, to any depth.
 * Throws BuildError where a file cannot be read or is no Dockerfile.
 * @returns the nodes in order, each placed in its own file
 */
export async function spliceTree(tree: SyntaxTree, splicing: Splicing): Promise<SyntaxTree> {
  if (!tree.instructions.some((node) => spliceOf(node, splicing) || isTrigger(node))) return tree
  const splicer = new Splicer(splicing)
  await splicer.add(tree, [tree.file])
  return { ...tree, instructions: splicer.nodes }
}

/** A tree without what stands for other files. */
export function withoutSplices(tree: SyntaxTree, instructions: InstructionDefinitionTable): SyntaxTree {
  const rest = tree.instructions.filter((node) => {
    const syntax = findSyntax(instructions, node.keyword)
    return !(syntax && instructions.get(syntax.name)?.splice)
  })
  return { ...tree, instructions: rest }
}

function spliceOf(
  { keyword }: Pick<InstructionNode, 'keyword'>,
  { instructions }: Splicing,
): InstructionDefinition | undefined {
  const syntax = findSyntax(instructions, keyword)
  const definition = syntax && instructions.get(syntax.name)
  return definition?.splice ? definition : undefined
}

function isTrigger({ keyword }: InstructionNode): boolean {
  return keyword.toUpperCase() === 'ONBUILD'
}

class Splicer {
  readonly nodes: InstructionNode[] = []
  readonly #splicing: Splicing
  readonly #scope: SpliceScope
  /** What instructions keep for those behind them. */
  readonly #memory = new StageMemory(undefined)
  #files = 0
  #bytes = 0

  constructor(splicing: Splicing) {
    this.#splicing = splicing
    this.#scope = new SpliceScope(splicing.variables)
  }

  async add(tree: SyntaxTree, chain: readonly SourceFile[]): Promise<void> {
    for (const node of tree.instructions) {
      const definition = spliceOf(node, this.#splicing)
      const spliced = definition && (await this.#splice(node, definition, chain))
      if (spliced) await this.add(spliced, [...chain, spliced.file])
      else {
        if (isTrigger(node)) this.#refuseIn(node)
        this.#note(node)
        if (this.nodes.length === MOST_INSTRUCTIONS) {
          const message = `there are more than ${MOST_INSTRUCTIONS} instructions, those of included files among them`
          throw new BuildError('conversion', message, { at: node.span })
        }
        this.nodes.push(node)
      }
    }
  }

  /** The tree of the file that a node stands for; undefined for a node that is wrong, which is told later. */
  async #splice(
    node: InstructionNode,
    definition: InstructionDefinition,
    chain: readonly SourceFile[],
  ): Promise<SyntaxTree | undefined> {
    const { instructions, reader } = this.#splicing
    let instruction: ReturnType<typeof parseInstruction>
    try {
      instruction = parseInstruction(node, instructions)
    } catch {
      return undefined
    }
    try {
      if (chain.length > DEEPEST) {
        throw new BuildError('conversion', `${definition.name} goes deeper than ${DEEPEST} files`)
      }
      if (++this.#files > MOST_FILES) {
        throw new BuildError('conversion', `${definition.name} brings in more than ${MOST_FILES} files`)
      }
      const spliced = await definition.splice?.(instruction, {
        chain,
        reader,
        expand: (word) => this.#scope.expand(word, node.escape),
        get: (key) => this.#memory.get(key),
        set: (key, value) => this.#memory.set(key, value),
      })
      const file = requireFile(spliced, definition)
      this.#bytes += file.bytes.length
      if (this.#bytes > MOST_BYTES) {
        throw new BuildError('conversion', `${definition.name} brings in more than ${MOST_BYTES} bytes`)
      }
      const tree = parseSyntaxTree(includedAt(file, node.span), instructions)
      const [malformed] = tree.errors
      // A file may say nothing, as the Dockerfile itself may not.
      if (malformed && !isEmpty(tree)) throw malformed
      this.#splicing.onTree(tree)
      return tree
    } catch (error) {
      // What is wrong within the other file is placed there alone.
      throw error instanceof BuildError && error.locations.length === 0
        ? error.with({ at: node.span })
        : error
    }
  }

  /** What a trigger runs in is another file, with which no file of this one comes along. */
  #refuseIn(trigger: InstructionNode): void {
    const [keyword = ''] = trigger.argumentText.trimStart().split(/\s/, 1)
    const definition = spliceOf({ keyword }, this.#splicing)
    if (!definition) return
    throw new BuildError('trigger-forbidden', `${definition.name} isn't allowed as an ONBUILD trigger`, {
      at: trigger.span,
    })
  }

  #note(node: InstructionNode): void {
    if (!telling.has(node.keyword.toUpperCase())) return
    try {
      this.#scope.note(parseInstruction(node, this.#splicing.instructions))
    } catch (error) {
      // A mistake is reported when the whole file is parsed.
      if (!(error instanceof BuildError)) throw error
    }
  }
}

/** Instructions that say something of the variables of those below. */
const telling = new Set(['FROM', 'ARG', 'ENV'])

function requireFile(file: unknown, { name }: InstructionDefinition): SourceFile {
  if (isSourceFile(file)) return file
  throw new BuildError(
    'extension',
    `${name} must return a source file; reader.readFile and createSourceFile make one`,
  )
}

/** Whether a file has nothing but comments and empty lines. */
function isEmpty({ instructions, file }: SyntaxTree): boolean {
  return instructions.length === 0 && /^\uFEFF?(?:[\t\f\r ]*(?:#[^\n]*)?(?:\n|$))*$/.test(file.text)
}
