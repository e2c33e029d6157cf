import type { Output } from '../llb/index.ts'
import type { Platform } from '../platform/platform.ts'
import type { ImageConfig } from './image-config.ts'

/** What a Dockerfile became for one platform. */
export interface ConvertResult {
  /** The target's files; null for scratch. */
  readonly output: Output | null
  readonly image: ImageConfig
  /** The config of the image that the target is based on, untouched. */
  readonly baseImage: ImageConfig | undefined
  /** For `marshal`: what ops without a platform run on. */
  readonly platform: Platform
  /** SOURCE_DATE_EPOCH, resolved. */
  readonly epoch: bigint | undefined
  /** What an SBOM scanner looks at beside the target: by stage name, and `context`. */
  readonly sbomExtras: ReadonlyMap<string, Output | null>
  /** Whether the target, or a stage that is scanned, is built without cache. */
  readonly ignoreCache: boolean
}
