/**
 * Checks of values that come from code which no compiler has seen. A check throws a TypeError that says where the
 * value stands, what it must be, and what kind of value it is; never the value itself, which may be secret.
 */
export type Check = (value: unknown, where: string) => void

function refuse(where: string, expected: string, value: unknown): never {
  throw new TypeError(`${where} must be ${expected}, not ${kindOf(value)}`)
}

/** What kind of value it is, in a message. */
function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value)
  if (Array.isArray(value)) return 'a list'
  if (value instanceof Uint8Array) return 'bytes'
  if (value instanceof Promise) return 'a promise (await it)'
  switch (typeof value) {
    case 'string':
      return value === '' ? 'an empty text' : 'a text'
    case 'number':
      return Number.isInteger(value) ? 'a number' : 'a number with a fraction'
    case 'boolean':
      return 'a boolean'
    case 'function':
      return 'a function'
    case 'bigint':
      return 'a bigint'
    default:
      return 'an object'
  }
}

export const anything: Check = () => {}

export const text: Check = (value, where) => {
  if (typeof value !== 'string') refuse(where, 'a text', value)
}

export const someText: Check = (value, where) => {
  if (typeof value !== 'string' || value === '') refuse(where, 'a text that is not empty', value)
}

export const flag: Check = (value, where) => {
  if (typeof value !== 'boolean') refuse(where, 'true or false', value)
}

export const bytes: Check = (value, where) => {
  if (!(value instanceof Uint8Array)) {
    refuse(where, 'bytes (a Uint8Array; new TextEncoder().encode(text) makes them of a text)', value)
  }
}

const absolute = /^(?:[A-Za-z]:)?[/\\]/

/** A path from the root, of any system. */
export const absolutePath: Check = (value, where) => {
  if (typeof value !== 'string') refuse(where, 'a path', value)
  if (!absolute.test(value))
    throw new TypeError(`${where} must be a path from the root, which ${JSON.stringify(value)} is not`)
}

/** A whole number of the range. */
export function whole(least: number, most: number): Check {
  return (value, where) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return
    const inRange = `a whole number from ${least} to ${most}`
    if (typeof value === 'number') throw new TypeError(`${where} must be ${inRange}, which ${value} is not`)
    refuse(where, inRange, value)
  }
}

export function oneOf(...values: readonly string[]): Check {
  return (value, where) => {
    if (typeof value === 'string' && values.includes(value)) return
    const list = `one of ${values.join(', ')}`
    if (typeof value === 'string')
      throw new TypeError(`${where} must be ${list}, which ${JSON.stringify(value)} is not`)
    refuse(where, list, value)
  }
}

export function optional(check: Check): Check {
  return (value, where) => {
    if (value !== undefined) check(value, where)
  }
}

export function orNull(check: Check): Check {
  return (value, where) => {
    if (value !== null) check(value, where)
  }
}

export function listOf(check: Check): Check {
  return (value, where) => {
    if (!Array.isArray(value)) refuse(where, 'a list', value)
    for (let index = 0; index < value.length; index++) check(value[index], `${where}[${index}]`)
  }
}

/** A list with something in it. */
export function someOf(check: Check): Check {
  const list = listOf(check)
  return (value, where) => {
    list(value, where)
    if ((value as readonly unknown[]).length === 0) throw new TypeError(`${where} must not be empty`)
  }
}

/** An object with any names, whose values are all of one kind. */
export function recordOf(check: Check): Check {
  return (value, where) => {
    const fields = fieldsOf(value, where)
    for (const name of Object.keys(fields)) check(fields[name], `${where}.${name}`)
  }
}

/** An object with these fields and no others. */
export function shape(checks: Readonly<Record<string, Check>>): Check {
  const names = Object.keys(checks)
  return (value, where) => {
    const fields = fieldsOf(value, where)
    for (const name of names) (checks[name] as Check)(fields[name], `${where}.${name}`)
    for (const name of Object.keys(fields)) {
      if (!Object.hasOwn(checks, name))
        throw new TypeError(`${where} has no field ${name}; there are ${names.join(', ')}`)
    }
  }
}

/** An object whose field `type` says which fields it has. */
export function oneShapeOf(shapes: Readonly<Record<string, Readonly<Record<string, Check>>>>): Check {
  const type = oneOf(...Object.keys(shapes))
  const checks = new Map(
    Object.entries(shapes).map(([name, fields]) => [name, shape({ type: anything, ...fields })]),
  )
  return (value, where) => {
    const fields = fieldsOf(value, where)
    type(fields['type'], `${where}.type`)
    checks.get(fields['type'] as string)?.(value, where)
  }
}

function fieldsOf(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>
  }
  return refuse(where, 'an object', value)
}
