import { readBool } from '../../go/index.ts'
import { suggestion } from '../../suggest/index.ts'
import type { RunDevice } from '../instruction.ts'
import { invalidInstruction } from '../requirement.ts'
import { flagFields } from './flag-fields.ts'

/** Reads the value of `RUN --device`: a name, or `name=…`, and `required`. Throws BuildError. */
export function parseDevice(text: string): RunDevice {
  let name = ''
  let required = false
  for (const field of flagFields(text, 'devices')) {
    const equals = field.indexOf('=')
    const key = (equals < 0 ? field : field.slice(0, equals)).toLowerCase()
    const value = equals < 0 ? undefined : field.slice(equals + 1)
    if (key === 'required') {
      const flag = value === undefined ? true : readBool(value)
      if (flag === undefined) throw invalidInstruction(`invalid value for ${key}: ${value}`, 'device-option')
      required = flag
    } else if (key === 'name' && value !== undefined) {
      if (name !== '') throw invalidInstruction(`device name already set to ${name}`, 'device-option')
      name = value
    } else if (name === '') name = field
    else if (value === undefined) {
      throw invalidInstruction(`invalid field '${field}' must be a key=value pair`, 'device-option')
    } else {
      const near = suggestion(key, ['name', 'required'], true)
      throw invalidInstruction(`unexpected key '${key}' in '${field}'${near}`, 'device-option')
    }
  }
  return { name, required }
}
