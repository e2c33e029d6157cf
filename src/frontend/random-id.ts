const digits = 25

/**
 * A random id. Ids of progress groups only have to differ, and loading Web Crypto for better ones would take
 * longer than converting a usual Dockerfile.
 */
export function randomId(): string {
  let id = ''
  while (id.length < digits) id += Math.random().toString(36).slice(2)
  return id.slice(0, digits)
}
