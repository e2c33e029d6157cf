import type { Instruction, TextBudget } from '../../dockerfile/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Variables } from '../args/index.ts'
import type { BuildReader, ConvertOptions, NamedContext, SourceTime } from '../definition/index.ts'
import type { StageGraph } from './stage-graph.ts'
import type { StageNode } from './stage-node.ts'

/** What all stages of one conversion share. */
export interface BuildPlan {
  readonly options: ConvertOptions
  /** The Dockerfile's own; other files that stand in it may have another. */
  readonly escape: '\\' | '`'
  readonly graph: StageGraph
  readonly targetPlatform: Platform
  /** Args in front of the first FROM and the platform args. */
  readonly globals: Variables
  /** `--build-arg` values, SOURCE_DATE_EPOCH resolved. */
  readonly buildArgs: ReadonlyMap<string, string>
  readonly epoch: SourceTime | undefined
  /** `epoch` as the history of an image has it. */
  readonly created: string | undefined
  readonly reader: BuildReader
  /** What all texts of the conversion may come to. */
  readonly budget: TextBudget
  /** What stands below the FROM of a stage. */
  instructionsOf(node: StageNode): readonly Instruction[]
  /** The named context of that name, whose used paths are those of `node`. */
  namedContext(name: string, platform: Platform | undefined, node: StageNode): NamedContext | undefined
}
