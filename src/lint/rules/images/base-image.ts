import type { FromInstruction } from '../../../dockerfile/index.ts'
import { type ImageReference, parseNormalizedNamed } from '../../../reference/index.ts'
import { BuildError } from '../../../source/index.ts'
import type { RuleVisitor } from '../../event.ts'
import { textOf } from '../../node-text.ts'

/** An image that a stage is made from. */
export interface BaseImage {
  readonly from: FromInstruction
  readonly reference: ImageReference
  /** The name with its variables replaced. */
  readonly written: string
  /** Reports at the name. */
  report(message: string): void
}

/** A visitor that is shown every base image that is neither a stage nor scratch. */
export function eachBaseImage(visit: (image: BaseImage) => void): RuleVisitor {
  const before = new Map<FromInstruction, ReadonlySet<string>>()
  return {
    dockerfile({ dockerfile }) {
      const names = new Set<string>()
      for (const { from } of dockerfile.stages) {
        before.set(from, new Set(names))
        if (from.stageName !== '') names.add(from.stageName)
      }
    },
    'from-expanded'({ from, part, expanded }, report) {
      if (part !== 'baseName' || expanded === '' || expanded === 'scratch') return
      if (before.get(from)?.has(expanded.toLowerCase())) return
      let reference: ImageReference
      try {
        reference = parseNormalizedNamed(expanded)
      } catch (error) {
        // The build says what is wrong with it.
        if (error instanceof BuildError) return
        throw error
      }
      const span = textOf(from.node).find(from.baseName)
      visit({
        from,
        reference,
        written: expanded,
        report: (message) => report(message, { span, instruction: from }),
      })
    },
  }
}
