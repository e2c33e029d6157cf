import type { Span } from '../source/index.ts'
import type { InstructionDefinitionTable } from './definition/index.ts'
import { type ParseOptions, parseFiles } from './graph/index.ts'
import { builtinInstructions } from './instructions/index.ts'

/**
 * A stage that can be built; `--call=targets` lists them.
 *
 * @example
 * const targets = await build.targets()
 * targets.find((target) => target.default)?.name
 */
export interface Target {
  /** '' where it has none. */
  readonly name: string
  readonly description: string
  /** Whether it is built where no target is named. */
  readonly default: boolean
  /** The base as written, variables in it. */
  readonly base: string
  /** The value of `--platform` as written. */
  readonly platform: string
  readonly span: Span
}

/** Lists the stages of a Dockerfile, in document order. Throws BuildError where it cannot be parsed. */
export async function listTargets(
  options: ParseOptions,
  instructions: InstructionDefinitionTable = builtinInstructions,
): Promise<readonly Target[]> {
  const { dockerfile } = await parseFiles(options, instructions, () => {})
  return dockerfile.stages.map(({ from }, index, stages) => ({
    name: from.stageName,
    description: from.description,
    default: index === stages.length - 1,
    base: from.baseName,
    platform: from.platform,
    span: from.span,
  }))
}
