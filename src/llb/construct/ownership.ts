import { readInteger } from '../../go/index.ts'
import type { Owner, Ownership } from '../op.ts'

/**
 * Reads `user`, `user:group` or `:group`. Numbers (32 bits, decimal) and `root` become ids, anything else
 * is a name to look up.
 */
export function parseOwnership(text: string): Ownership {
  const colon = text.indexOf(':')
  if (colon < 0) return { user: ownerOf(text) }
  return { user: ownerOf(text.slice(0, colon)), group: ownerOf(text.slice(colon + 1)) }
}

function ownerOf(text: string): Owner {
  if (text === 'root') return { id: 0 }
  const id = readInteger(text, 10, 32)
  return typeof id === 'bigint' ? { id: Number(id) } : { name: text }
}
