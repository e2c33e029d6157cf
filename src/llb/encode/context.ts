import type { Platform } from '../../platform/platform.ts'
import { caps } from '../caps.ts'
import type { OpInput } from '../imported/imported-op.ts'
import type { MarshalOptions } from '../marshal-options.ts'
import type { Output } from '../op.ts'
import type { RepeatedFields } from './repeated-fields.ts'

/** What the bytes of an op depend on beside the op itself. */
export interface EncodeContext {
  readonly platform: Platform
  /**
   * Who gives a command its PATH: the daemon (the op then says that it relies on that), the op itself
   * (older daemons), or nobody we know of.
   */
  readonly defaultPath: 'daemon' | 'op' | 'unknown'
  /** The environments of commands, as fields of `pb.Meta`. */
  readonly environments: RepeatedFields<readonly string[]>
  /** The platforms of ops, as fields of `pb.Op`. */
  readonly platforms: RepeatedFields<Platform>
  /** The digest of an output whose op is already encoded; null for scratch. */
  inputOf(output: Output | null): OpInput | null
}

/** Says who gives commands their PATH. */
export function defaultPathOf(options: MarshalOptions): EncodeContext['defaultPath'] {
  if (options.caps === undefined) return 'unknown'
  return options.caps.missing(caps.execMetaSetsDefaultPath) === undefined ? 'daemon' : 'op'
}
