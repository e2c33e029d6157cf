import type { BuildReader, ConvertedStage, ConvertResult, ImageBuilder } from '../convert/index.ts'
import { type ExecOp, type Op, opsOf } from '../llb/index.ts'
import { BuildError } from '../source/index.ts'
import type { SourceDecisions } from './decisions.ts'
import type { Place, Plan, PlanCommand, PlanSource, PlanStage } from './plan.ts'
import { fixedSources, planSource } from './plan-sources.ts'
import type { Policy } from './policy.ts'
import type { ConversionRecord } from './record-conversion.ts'

/** What a plan is made of, the same for all policies. */
export interface PlanParts {
  readonly converted: ConvertResult
  /** The config as policies change it. */
  readonly image: ImageBuilder
  readonly buildArgs: ReadonlyMap<string, string>
  readonly reader: BuildReader
  /** Sources that policies replaced. */
  readonly replacements: Map<Op, Op>
  readonly record: ConversionRecord
  readonly annotations: Map<string, string>
  readonly metadata: Map<string, string>
  readonly skips: Plan['skips']
  readonly decisions: SourceDecisions
  readonly warn: (policy: Policy, message: string, place: Place | undefined) => void
}

/** Makes the plan that policies look at; each one gets a copy that knows its name. */
export function createPlan(parts: PlanParts): (policy: Policy) => Plan {
  const { converted, image, buildArgs, reader } = parts
  const found = converted.stages
  const stages = found.map((stage) => planStage(stage, parts.record))
  const target = stages[found.indexOf(converted.target as ConvertedStage)]
  const ops = opsOf([converted.output, ...converted.sbomExtras.values()])
  const { plannedSources } = converted
  const sourcesFor = (policy: Policy) =>
    ops.flatMap((op): readonly PlanSource[] => {
      if (op.kind === 'source') {
        const planned = plannedSources.get(op)
        return [planSource(op, { planned, policy: policy.name, ...parts })]
      }
      return op.kind === 'definition' ? fixedSources(op) : []
    })
  const commands = ops.filter((op) => op.kind === 'exec').map(planCommand)
  const { images, platform, baseImage } = converted
  const { skips, annotations, metadata } = parts
  const { variables } = parts.record
  const shared = {
    platform,
    stages,
    images,
    commands,
    variables,
    skips,
    image,
    baseImage,
    annotations,
    metadata,
    buildArgs,
    reader,
  }
  return (policy) => ({
    ...shared,
    sources: sourcesFor(policy),
    get target() {
      if (target) return target
      throw new BuildError('policy', 'the target is a named context, and no stage')
    },
    refuse(message, place, hint) {
      throw new BuildError('policy', `policy ${policy.name}: ${message}`, {
        ...(place === undefined ? {} : { at: place }),
        ...(hint === undefined ? {} : { hint }),
      })
    },
    warn: (message, place) => parts.warn(policy, message, place),
  })
}

function planStage(stage: ConvertedStage, { expanded }: ConversionRecord): PlanStage {
  const { from } = stage
  return {
    name: stage.name,
    base: stage.base,
    onStage: stage.onStage,
    from,
    place: from.span,
    platform: stage.platform,
    instructions: stage.instructions,
    expanded: expanded.get(from) ?? [],
    get image() {
      return stage.image
    },
    userPlace: stage.userPlace ?? from.span,
    output: stage.output,
  }
}

function planCommand(op: ExecOp): PlanCommand {
  const mounted = op.mounts.flatMap((mount) => (mount.type === 'secret' ? [mount.id] : []))
  return {
    args: op.args,
    env: op.env,
    cwd: op.cwd,
    user: op.user ?? '',
    mounts: op.mounts,
    secrets: [...new Set([...mounted, ...(op.secretEnv ?? []).map(({ id }) => id)])],
    network: op.network ?? 'default',
    security: op.security ?? 'sandbox',
    place: op.constraints.locations ?? [],
  }
}
