import type { FromInstruction, Instruction } from '../../dockerfile/index.ts'
import type { Op, Output } from '../../llb/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Span } from '../../source/index.ts'
import type { PlannedSource } from '../definition/index.ts'
import type { ImageConfig } from '../image/index.ts'

/**
 * A stage after its conversion.
 *
 * @example
 * const { stages } = await build.convert()
 * stages.map(({ name, base }) => `${name} is made from ${base}`)
 */
export interface ConvertedStage {
  /** Lower-cased; '' where it has none. */
  readonly name: string
  /** What it is made from: an image with its digest, the name of a stage, or `scratch`. */
  readonly base: string
  /** Whether `base` is another stage. */
  readonly onStage: boolean
  readonly from: FromInstruction
  readonly platform: Platform
  /** Those of triggers included, variables in them not replaced. */
  readonly instructions: readonly Instruction[]
  readonly image: ImageConfig
  /** The instruction that set its user; undefined where the base image did. */
  readonly userPlace: Span | undefined
  readonly output: Output | null
}

/**
 * An image as an instruction names it.
 *
 * @example
 * const { images } = await build.convert()
 */
export interface NamedImage {
  /** As it was written, variables replaced. */
  readonly name: string
  /** What it came to, with registry, tag and digest. */
  readonly reference: string
  /** Where: a FROM, or an instruction that takes files from the image. */
  readonly place: Span
}

/**
 * What a Dockerfile became for one platform.
 *
 * @example
 * const { output, image } = await build.convert()
 */
export interface ConvertResult {
  /** How many instructions there were, triggers of images included. */
  readonly instructionCount: number
  /** The target's files; null for scratch. */
  readonly output: Output | null
  readonly image: ImageConfig
  /** The config of the image that the target is based on, untouched. */
  readonly baseImage: ImageConfig | undefined
  /** For `marshal`: what ops without a platform run on. */
  readonly platform: Platform
  /** SOURCE_DATE_EPOCH, resolved. */
  readonly epoch: bigint | undefined
  /** Every stage that the target needs, itself included, in document order; made when it is asked for. */
  readonly stages: readonly ConvertedStage[]
  /** The stage that was built; undefined where a named context stands in for it. */
  readonly target: ConvertedStage | undefined
  /** Images that the target needs and that were looked up by name; made when it is asked for. */
  readonly images: readonly NamedImage[]
  /** What was planned of the sources before they were looked up, by the op that loads their files. */
  readonly plannedSources: ReadonlyMap<Op, PlannedSource>
  /** What an SBOM scanner looks at beside the target: by stage name, and `context`. */
  readonly sbomExtras: ReadonlyMap<string, Output | null>
  /** Whether the target, or a stage that is scanned, is built without cache. */
  readonly ignoreCache: boolean
}
