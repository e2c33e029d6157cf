import { parseInteger } from '../../go/index.ts'
import { explainingSync } from '../../source/index.ts'

/** `shm-size`: bytes of /dev/shm; 0 leaves the default. Throws BuildError (code `option`). */
export function readShmSize(value: string): number {
  if (value === '') return 0
  return explainingSync('failed to parse shm size', () => Number(parseInteger(value)))
}
