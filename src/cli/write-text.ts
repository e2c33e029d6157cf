import { writeFile } from 'node:fs/promises'
import { encodeText } from '../source/index.ts'
import { UsageError } from './command.ts'

/** Writes the text of a Dockerfile, with the bytes that are no UTF-8. Throws UsageError where that fails. */
export async function writeText(absolute: string, text: string): Promise<void> {
  try {
    await writeFile(absolute, encodeText(text))
  } catch (error) {
    throw new UsageError(`cannot write ${absolute}: ${error instanceof Error ? error.message : error}`)
  }
}
