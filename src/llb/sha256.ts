import { sha256 as hash } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Sha256 } from './marshal-options.ts'

/** SHA-256 in plain JavaScript, for where the environment brings no faster one. */
export const sha256: Sha256 = (bytes) => bytesToHex(hash(bytes))
