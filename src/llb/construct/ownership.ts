import { readUnsigned } from '../../go/index.ts'
import type { Owner, Ownership } from '../op.ts'

/**
 * Reads `user`, `user:group`, `user:` or `:group`. Numbers (decimal, below 2^32) and `root` become ids, anything
 * else is a name to look up. An empty group is none: the group is then that of the user.
 */
export function parseOwnership(text: string): Ownership {
  const colon = text.indexOf(':')
  if (colon < 0) return { user: ownerOf(text) }
  const user = ownerOf(text.slice(0, colon))
  const group = text.slice(colon + 1)
  return group === '' ? { user } : { user, group: ownerOf(group) }
}

function ownerOf(text: string): Owner {
  // No user at all is root as well.
  if (text === 'root' || text === '') return { id: 0 }
  const id = readUnsigned(text, 10, 32)
  return typeof id === 'bigint' ? { id: Number(id) } : { name: text }
}
