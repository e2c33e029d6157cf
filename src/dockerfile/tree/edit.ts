import { encodeText, type SourceFile, type Span } from '../../source/index.ts'
import type { Tree, TreeNode } from './node.ts'
import { removalOf } from './removal.ts'

/**
 * A piece of a text, `[start, end)` in UTF-16 units, and what takes its place; an empty piece is an insertion.
 *
 * @example
 * const change: TextChange = { start: 5, end: 13, text: 'alpine:4' }
 */
export interface TextChange {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * A place and the text that takes its place.
 *
 * @example
 * const pinned: Replacement = { place: use.node, text: 'alpine@sha256:…' }
 */
export interface Replacement {
  readonly place: Span
  readonly text: string
}

/**
 * Changes to one text, which are made together: all places are those of the text as it was parsed. A change
 * that is there already is not made twice. Methods return the edit itself; they throw RangeError for a place
 * that another change covers, or that is in another file, and then change nothing.
 */
export interface Edit {
  /** Puts a text in the place of a node, or of any span of the file. */
  replace(place: Span, text: string): Edit
  /** Replaces several places, or where one of them is not to be changed, none. */
  replaceAll(replacements: readonly Replacement[]): Edit
  /** Inserts a text; of several at one offset, the first stays in front. */
  insert(offset: number, text: string): Edit
  /** Inserts a text in front of a node. */
  before(node: Span, text: string): Edit
  /** Inserts a text behind a node. */
  after(node: Span, text: string): Edit
  /**
   * Takes a node away. An instruction, a directive and a comment go with their lines; a flag, a word and a pair
   * with the white space in front; an option of a mount with its comma.
   */
  remove(node: TreeNode): Edit
  /** In the order of their places. */
  readonly changes: readonly TextChange[]
  /** The text with all changes made. */
  toString(): string
  /** As `toString`, in bytes: what is no UTF-8 stays as it is. */
  toBytes(): Uint8Array
}

/**
 * Begins to edit a tree, which itself stays as it is.
 *
 * @example
 * const [from] = nodesOf(tree, 'image-reference')
 * edit(tree).replace(from.tag, '3.20').toString()
 */
export function edit(tree: Tree): Edit {
  return new FileEdit(tree.file)
}

/**
 * The text with changes made. Throws RangeError where two of them overlap.
 *
 * @example
 * applyChanges('FROM a', [{ start: 5, end: 6, text: 'b' }]) // 'FROM b'
 */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  const parts: string[] = []
  let at = 0
  for (const change of changes.toSorted(byPlace)) {
    if (change.start < at) throw overlap(change)
    parts.push(text.slice(at, change.start), change.text)
    at = change.end
  }
  parts.push(text.slice(at))
  return parts.join('')
}

class FileEdit implements Edit {
  readonly #file: SourceFile
  /** In the order of their places. */
  readonly #changes: TextChange[] = []

  constructor(file: SourceFile) {
    this.#file = file
  }

  replace(place: Span, text: string): Edit {
    return this.replaceAll([{ place, text }])
  }

  replaceAll(replacements: readonly Replacement[]): Edit {
    const added: TextChange[] = []
    try {
      for (const { place, text } of replacements) {
        if (place.file !== this.#file) throw new RangeError('the place is in another file')
        const change = this.#add(place.start, place.end, text)
        if (change) added.push(change)
      }
    } catch (error) {
      for (const change of added) this.#changes.splice(this.#changes.indexOf(change), 1)
      throw error
    }
    return this
  }

  insert(offset: number, text: string): Edit {
    this.#add(offset, offset, text)
    return this
  }

  before(node: Span, text: string): Edit {
    return this.replace({ file: node.file, start: node.start, end: node.start }, text)
  }

  after(node: Span, text: string): Edit {
    return this.replace({ file: node.file, start: node.end, end: node.end }, text)
  }

  remove(node: TreeNode): Edit {
    return this.replace({ file: node.file, ...removalOf(node) }, '')
  }

  get changes(): readonly TextChange[] {
    return [...this.#changes]
  }

  toString(): string {
    return applyChanges(this.#file.text, this.#changes)
  }

  toBytes(): Uint8Array {
    return encodeText(this.toString())
  }

  /** The change that was added; undefined where it was there already. */
  #add(start: number, end: number, text: string): TextChange | undefined {
    const inFile = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end
    if (!inFile || end > this.#file.text.length) throw new RangeError(`there is no place ${start} to ${end}`)
    const change = { start, end, text }
    const at = this.#placeFor(change)
    // Changes do not overlap, so that only those beside it can be in the way.
    const before = this.#changes[at - 1]
    const behind = this.#changes[at]
    if (before && start < end && before.start === start && before.end === end && before.text === text) {
      return undefined
    }
    if ((before && overlaps(before, change)) || (behind && overlaps(behind, change))) throw overlap(change)
    this.#changes.splice(at, 0, change)
    return change
  }

  /** Behind all changes that are not behind it. */
  #placeFor(change: TextChange): number {
    let low = 0
    let high = this.#changes.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (byPlace(this.#changes[middle] as TextChange, change) <= 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Insertions at the edge of a change are beside it. */
function overlaps(a: TextChange, b: TextChange): boolean {
  return a.start < b.end && b.start < a.end
}

/** Insertions stand in front of what is changed at the same place; the sort keeps their own order. */
function byPlace(a: TextChange, b: TextChange): number {
  return a.start - b.start || a.end - b.end
}

function overlap({ start, end }: TextChange): RangeError {
  return new RangeError(`the change of ${start} to ${end} overlaps another one`)
}
