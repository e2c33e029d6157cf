import type { BuildError } from '../../source/index.ts'
import type { InstructionTree, Tree } from '../tree/node.ts'
import { explainArguments } from './arguments.ts'
import { explainEncoding } from './encoding.ts'
import type { Explainer, Explanation, Mistake } from './explanation.ts'
import { explainFlag } from './flags.ts'
import { explainFrom } from './from.ts'
import { explainInstruction } from './instructions.ts'
import { explainMount } from './mounts.ts'
import { explainPlaceholder } from './placeholders.ts'

export type { Explanation }

/** The first that knows something wins: what is wrong with the file as such comes before what is wrong in it. */
const explainers: readonly Explainer[] = [
  explainEncoding,
  explainPlaceholder,
  explainFrom,
  explainFlag,
  explainMount,
  explainInstruction,
  explainArguments,
]

/**
 * Says what an error means for the one who has written the file: the words that it is about, and the way out. The
 * message stays as it is, since it is the reference's.
 *
 * @example
 * const [error] = parse(text).errors.map((error) => explain(error, tree))
 */
export function explain(error: BuildError, tree: Tree): BuildError {
  const { spans, hint } = error
  const span = spans.find(({ file }) => file.text === tree.file.text)
  const instruction = span && instructionAt(tree, span.start)
  const mistake: Mistake = { error, tree, instruction }
  let found: Explanation = {}
  for (const explainer of explainers) {
    const said = explainer(mistake)
    if (said) found = { focus: found.focus ?? said.focus, hint: found.hint ?? said.hint }
  }
  return error.with({
    ...(found.focus ? { focus: found.focus } : {}),
    ...(hint === undefined && found.hint !== undefined ? { hint: found.hint } : {}),
    ...(spans.length === 0 && error.locations.length === 0 && found.focus ? { at: found.focus } : {}),
  })
}

/** As `explain`, for all errors of one file. */
export function explainAll(errors: readonly BuildError[], tree: Tree): readonly BuildError[] {
  return errors.map((error) => explain(error, tree))
}

function instructionAt({ instructions }: Tree, offset: number): InstructionTree | undefined {
  const outer = instructions.find(({ start, end }) => start <= offset && offset <= end)
  return outer?.inner ?? outer
}
