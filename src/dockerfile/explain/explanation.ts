import type { BuildError, Span } from '../../source/index.ts'
import type { InstructionTree, Tree } from '../tree/node.ts'

/** What can be said of an error beside the reference's message. */
export interface Explanation {
  /** The very words that it is about. */
  readonly focus?: Span | undefined
  /** What the user can do. */
  readonly hint?: string | undefined
}

/** An error and where it stands. */
export interface Mistake {
  readonly error: BuildError
  readonly tree: Tree
  /** The instruction that it is placed at, of an ONBUILD the inner one; undefined where it has no place in the file. */
  readonly instruction: InstructionTree | undefined
}

/** Explains the errors of some kinds; undefined where there is nothing to say. */
export type Explainer = (mistake: Mistake) => Explanation | undefined
