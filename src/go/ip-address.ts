/** An IP address: 8 groups of 16 bits. Version 4 stands in the last two, behind `ffff`. */
export type IpAddress = readonly number[]

/** The address that a text writes, version 4 or 6, or undefined. Zones are not allowed. */
export function parseIp(text: string): IpAddress | undefined {
  if (text.includes(':')) return parseVersion6(text)
  const pair = parseVersion4(text)
  return pair && [0, 0, 0, 0, 0, 0xffff, ...pair]
}

/** The address in its shortest form: a mapped version 4 as dotted decimals, the longest zeros of 6 as `::`. */
export function formatIp(address: IpAddress): string {
  const [a = 0, b = 0] = address.slice(6)
  if (address.slice(0, 5).every((group) => group === 0) && address[5] === 0xffff) {
    return `${a >> 8}.${a & 255}.${b >> 8}.${b & 255}`
  }
  let zerosAt = -1
  let zeros = 1
  for (let start = 0; start < 8; start++) {
    let length = 0
    while (address[start + length] === 0) length++
    if (length > zeros) {
      zerosAt = start
      zeros = length
    }
  }
  const hex = (groups: readonly number[]) => groups.map((group) => group.toString(16)).join(':')
  if (zerosAt < 0) return hex(address)
  return `${hex(address.slice(0, zerosAt))}::${hex(address.slice(zerosAt + zeros))}`
}

function parseVersion4(text: string): readonly number[] | undefined {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  const bytes: number[] = []
  for (const part of parts) {
    if (!/^(0|[1-9][0-9]{0,2})$/.test(part) || Number(part) > 255) return undefined
    bytes.push(Number(part))
  }
  const [a = 0, b = 0, c = 0, d = 0] = bytes
  return [(a << 8) | b, (c << 8) | d]
}

function parseVersion6(text: string): IpAddress | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const head = groupsOf(halves[0] ?? '', halves.length === 1)
  if (head === undefined) return undefined
  if (halves.length === 1) return head.length === 8 ? head : undefined
  const tail = groupsOf(halves[1] ?? '', true)
  if (tail === undefined || head.length + tail.length > 7) return undefined
  return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail]
}

/** The groups of a part without `::`; the last may be dotted decimals where the part ends the address. */
function groupsOf(text: string, last: boolean): readonly number[] | undefined {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    if (last && index === parts.length - 1 && part.includes('.')) {
      const pair = parseVersion4(part)
      if (pair === undefined) return undefined
      groups.push(...pair)
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16))
    else return undefined
  }
  return groups
}
