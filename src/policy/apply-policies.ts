import { type BuildReader, type ConvertResult, draftOf } from '../convert/index.ts'
import { type Op, replaceOps } from '../llb/index.ts'
import { createPlan } from './create-plan.ts'
import type { SourceDecisions } from './decisions.ts'
import type { Place, Plan } from './plan.ts'
import type { Policy } from './policy.ts'
import type { ConversionRecord } from './record-conversion.ts'

export interface PolicyRun {
  readonly buildArgs: ReadonlyMap<string, string>
  readonly reader: BuildReader
  readonly record: ConversionRecord
  readonly skips: Plan['skips']
  readonly decisions: SourceDecisions
  readonly warn: (policy: Policy, message: string, place: Place | undefined) => void
}

/** What is to be built, with what policies say of the result. */
export interface PlannedResult extends ConvertResult {
  /** Annotations of the image's manifest. */
  readonly annotations?: ReadonlyMap<string, string>
  /** Further metadata of the result. */
  readonly metadata?: ReadonlyMap<string, string>
}

/**
 * Has policies look at what was converted, one after the other; each sees what those before it changed.
 * Throws BuildError where one refuses it.
 * @returns what is to be built; undefined where a policy has put another image in the place of one, so that the
 *   file has to be converted again
 */
export async function applyPolicies(
  policies: readonly Policy[],
  converted: ConvertResult,
  run: PolicyRun,
): Promise<PlannedResult | undefined> {
  const image = draftOf(converted.image)
  const replacements = new Map<Op, Op>()
  const annotations = new Map<string, string>()
  const metadata = new Map<string, string>()
  const planFor = createPlan({ converted, image, replacements, annotations, metadata, ...run })
  const before = run.decisions.version
  for (const policy of policies) {
    if (!policy.check) continue
    await policy.check(planFor(policy))
    if (run.decisions.version !== before) return undefined
  }
  const built: PlannedResult = {
    ...converted,
    image: { ...converted.image, ...image.build() },
    annotations,
    metadata,
  }
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
