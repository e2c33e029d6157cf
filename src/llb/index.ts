export type { Definition, OpMetadata, SourceInfo, SourceMap } from './definition.ts'
export type { CapSet, MarshalOptions, Sha256 } from './marshal-options.ts'
export type * from './op.ts'
