import * as slipway from '../api.ts'
import * as dockerfile from '../dockerfile/index.ts'
import * as extensions from '../extensions/index.ts'
import * as llb from '../llb/index.ts'

/**
 * What files in the image import from `slipway`: the very code that runs. Modules of these names in the image
 * re-export what stands here (see scripts/build/image-modules.ts).
 */
export const modules = {
  slipway,
  'slipway/dockerfile': dockerfile,
  'slipway/extensions': extensions,
  'slipway/llb': llb,
} as const
