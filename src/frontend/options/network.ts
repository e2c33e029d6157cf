import type { ConvertOptions } from '../../convert/index.ts'
import { BuildError } from '../../source/index.ts'

/** `force-network-mode`: the network of every RUN that names none. Throws BuildError (code `option`). */
export function readNetwork(value: string): ConvertOptions['network'] {
  switch (value) {
    case '':
    case 'sandbox':
      return 'default'
    case 'none':
    case 'host':
      return value
    default:
      throw new BuildError('option', `invalid netmode ${value}`)
  }
}
