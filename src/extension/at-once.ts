/** Whether somebody has to wait for a value. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}

/** A value that is there at once: nobody waits for it. Throws TypeError for a promise. */
export function atOnce<Value>(field: string, value: Value): Value {
  if (!isPromise(value)) return value
  // What comes of it is told to nobody.
  value.catch(() => {})
  throw new TypeError(`${field} must not be async`)
}
