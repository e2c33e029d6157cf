import { type BuildReader, type ConvertResult, draftOf } from '../convert/index.ts'
import { type Op, replaceOps } from '../llb/index.ts'
import { createPlan } from './create-plan.ts'
import type { Place } from './plan.ts'
import type { Policy } from './policy.ts'

export interface PolicyRun {
  readonly buildArgs: ReadonlyMap<string, string>
  readonly reader: BuildReader
  readonly warn: (policy: Policy, message: string, place: Place | undefined) => void
}

/**
 * Has policies look at what was converted, one after the other; each sees what those before it changed.
 * Throws BuildError where one refuses it.
 * @returns what is to be built
 */
export async function applyPolicies(
  policies: readonly Policy[],
  converted: ConvertResult,
  run: PolicyRun,
): Promise<ConvertResult> {
  const image = draftOf(converted.image)
  const replacements = new Map<Op, Op>()
  const planFor = createPlan({ converted, image, replacements, ...run })
  for (const policy of policies) await policy.check(planFor(policy))
  const built = { ...converted, image: { ...converted.image, ...image.build() } }
  if (replacements.size === 0) return built
  const extras = [...converted.sbomExtras]
  const [output = null, ...outputs] = replaceOps(
    [converted.output, ...extras.map(([, extra]) => extra)],
    replacements,
  )
  return {
    ...built,
    output,
    sbomExtras: new Map(extras.map(([name], index) => [name, outputs[index] ?? null])),
  }
}
