import * as slipway from '../api.ts'
import * as dockerfile from '../dockerfile/index.ts'
import * as extensions from '../extensions/index.ts'
import * as llb from '../llb/public.ts'

/** What extensions import from `slipway`: the very code that runs. */
export const builtinModules = {
  slipway,
  'slipway/dockerfile': dockerfile,
  'slipway/extensions': extensions,
  'slipway/llb': llb,
} as const
