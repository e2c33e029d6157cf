import { readFileSync } from 'node:fs'
import { UsageError } from './command.ts'

/** The bytes of a file that the command line stands for. Throws UsageError where it cannot be read. */
export function readBytes(absolute: string): Uint8Array {
  try {
    return readFileSync(absolute)
  } catch (error) {
    throw new UsageError(`cannot read ${absolute}: ${error instanceof Error ? error.message : error}`)
  }
}
