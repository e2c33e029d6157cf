import { csvFields } from '../../go/index.ts'
import { BuildError } from '../../source/index.ts'
import { invalidInstruction } from '../requirement.ts'

/**
 * The comma-separated fields of a flag's value. Throws BuildError.
 * @param kind what the flag gives, for messages
 */
export function flagFields(text: string, kind: 'mounts' | 'devices'): readonly string[] {
  try {
    return csvFields(text)
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    throw invalidInstruction(
      `failed to parse csv ${kind}: ${error.message}`,
      kind === 'mounts' ? 'mount-option' : 'device-option',
    )
  }
}
