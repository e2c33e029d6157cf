import type { Sha256 } from './marshal-options.ts'
import { sha256 } from './sha256.ts'

/** The digest of bytes as LLB writes it. */
export function digestOf(bytes: Uint8Array, hashing: Sha256 = sha256): string {
  return `sha256:${hashing(bytes)}`
}
