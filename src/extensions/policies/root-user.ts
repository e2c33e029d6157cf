/**
 * Whether containers of an image run as root because of its `User`, as engines read it: what stands in front of the
 * colon, empty for root; a number with or without a sign; or a name. Some take the lowest 32 bits of a number that
 * is too large.
 */
export function isRootUser(user: string): boolean {
  const [name = ''] = user.split(':', 1)
  if (name === '' || name === 'root') return true
  return /^[+-]?[0-9]+$/.test(name) && BigInt.asUintN(32, BigInt(name.replace(/^[+-]/, ''))) === 0n
}
