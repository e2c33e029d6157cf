// A consumer in TypeScript: the types of every entry point, checked without skipping the library's.
import type * as slipway from 'slipway'
import type * as dockerfile from 'slipway/dockerfile'
import type * as extensions from 'slipway/extensions'
import type * as llb from 'slipway/llb'
import type * as testing from 'slipway/testing'

export type EntryPoints = [typeof slipway, typeof dockerfile, typeof extensions, typeof llb, typeof testing]

export const frontend = (define: typeof slipway.defineFrontend) => define({ name: 'mine' })
