import { readUnsigned } from '../../../go/index.ts'
import { BuildError } from '../../../source/index.ts'

/** What a file action needs of a `--chmod` value: permission bits, or a symbolic mode for the daemon. */
export interface Chmod {
  readonly mode?: number
  readonly modeString?: string
}

const clause = '[augo]*(?:[-+=][rstwXxugo]*)+'
const symbolic = new RegExp(`^${clause}(?:,${clause})*$`)

/** Reads a `--chmod` value; '' changes nothing. Throws BuildError (code `chmod-value`). */
export function parseChmod(text: string): Chmod {
  if (text === '') return {}
  const mode = readUnsigned(text, 8, 32)
  if (typeof mode === 'bigint' && mode <= 0o7777n) return { mode: Number(mode) }
  if (/^[0-9]/.test(text)) {
    throw new BuildError(
      'chmod-value',
      `invalid chmod parameter: '${text}'. it should be octal string and between 0 and 07777`,
    )
  }
  if (!symbolic.test(text)) throw new BuildError('chmod-value', 'invalid syntax')
  return { modeString: text }
}
