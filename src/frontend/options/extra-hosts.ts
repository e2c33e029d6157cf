import type { ConvertOptions } from '../../convert/index.ts'
import { csvFields, formatIp, parseIp } from '../../go/index.ts'
import { BuildError, explainingSync } from '../../source/index.ts'

/** `add-hosts`: `HOST=IP` fields. Throws BuildError (code `option`). */
export function readExtraHosts(value: string): ConvertOptions['extraHosts'] {
  if (value === '') return []
  return explainingSync('failed to parse additional hosts', () =>
    csvFields(value).map((field) => {
      const lower = field.toLowerCase()
      const equals = lower.indexOf('=')
      if (equals < 0) throw new BuildError('option', `invalid key-value pair ${field}`)
      const text = lower.slice(equals + 1)
      const address = parseIp(text)
      if (address === undefined) throw new BuildError('option', `failed to parse IP ${text}`)
      return { host: lower.slice(0, equals), ip: formatIp(address) }
    }),
  )
}
