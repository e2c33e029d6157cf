import type { Platform } from '../platform/platform.ts'
import type { SourceFile } from '../source/index.ts'
import type { Definition } from './definition.ts'

/** What a daemon can do, by capability id. */
export interface CapSet {
  /** Undefined where the capability is there and enabled, else the reason, in the reference's wording. */
  missing(id: string): string | undefined
}

/** The lower-case hex SHA-256 of bytes. The core brings one in JavaScript; an edge may give a faster one. */
export type Sha256 = (bytes: Uint8Array) => string

/** What ops are encoded for: platform, daemon, hash. */
export interface MarshalOptions {
  /** For ops that have no platform of their own. */
  readonly platform: Platform
  readonly caps?: CapSet
  readonly sha256?: Sha256
  /** The definition that a source file was read from, which the source map repeats. */
  readonly definitionOf?: (file: SourceFile) => Definition | undefined
}
