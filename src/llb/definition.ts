import type { Location, Range } from '../source/index.ts'
import type { LinuxResources, ProgressGroup } from './constraints.ts'

/** `pb.OpMetadata`. */
export interface OpMetadata {
  readonly ignoreCache: boolean
  readonly description: Readonly<Record<string, string>>
  readonly exportCache?: { readonly value: boolean } | undefined
  /** Names of the capabilities that the op uses. */
  readonly caps: readonly string[]
  readonly progressGroup?: ProgressGroup | undefined
  readonly linuxResources?: LinuxResources | undefined
}

/** `pb.SourceInfo`: a source file, with the definition that it was read from. */
export interface SourceInfo {
  readonly filename: string
  readonly data: Uint8Array
  readonly language: string
  readonly definition?: Definition
}

/** `pb.Source`: which ops come from where. */
export interface SourceMap {
  /** By op digest. */
  readonly locations: ReadonlyMap<
    string,
    readonly { readonly sourceIndex: number; readonly ranges: readonly Range[] }[]
  >
  readonly infos: readonly SourceInfo[]
}

/** A marshalled graph: `pb.Definition`. */
export interface Definition {
  /** Ops in depth-first order, inputs first; the last names the result. Empty for scratch. */
  readonly def: readonly Uint8Array[]
  /** By op digest (`sha256:` and 64 hex digits). */
  readonly metadata: ReadonlyMap<string, OpMetadata>
  readonly source?: SourceMap
}

export type { Location }
