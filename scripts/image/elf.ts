/** What is needed of a 64-bit little-endian ELF file. */
export interface ElfFile {
  /** The dynamic loader that it asks for. */
  readonly interpreter: string | undefined
  /** Names of the libraries that it links. */
  readonly needed: readonly string[]
  /** How many bytes from the start are ever mapped into memory. */
  readonly mappedSize: number
}

const segmentType = { load: 1, dynamic: 2, interpreter: 3 } as const
const dynamicTag = { end: 0n, needed: 1n, stringTable: 5n } as const

interface Segment {
  readonly type: number
  readonly offset: number
  readonly address: bigint
  readonly fileSize: number
}

/** Reads an ELF file. Throws Error where it is none. */
export function readElf(file: Buffer): ElfFile {
  if (file.readUInt32BE(0) !== 0x7f454c46 || file[4] !== 2 || file[5] !== 1) {
    throw new Error('not a 64-bit little-endian ELF file')
  }
  const segments = readSegments(file)
  const interpreter = segments.find(({ type }) => type === segmentType.interpreter)
  const loads = segments.filter(({ type }) => type === segmentType.load)
  return {
    interpreter: interpreter && textAt(file, interpreter.offset),
    needed: readNeeded(file, segments),
    mappedSize: Math.max(...loads.map(({ offset, fileSize }) => offset + fileSize)),
  }
}

/**
 * The file without what only debuggers and linkers read: symbols, debug sections and the table of sections,
 * all of which stand after the parts that are mapped.
 */
export function stripElf(file: Buffer): Buffer {
  const stripped = Buffer.from(file.subarray(0, readElf(file).mappedSize))
  stripped.writeBigUInt64LE(0n, 0x28) // e_shoff
  stripped.writeUInt16LE(0, 0x3c) // e_shnum
  stripped.writeUInt16LE(0, 0x3e) // e_shstrndx
  return stripped
}

function readSegments(file: Buffer): readonly Segment[] {
  const tableOffset = Number(file.readBigUInt64LE(0x20))
  const entrySize = file.readUInt16LE(0x36)
  const count = file.readUInt16LE(0x38)
  return Array.from({ length: count }, (_, index) => {
    const at = tableOffset + index * entrySize
    return {
      type: file.readUInt32LE(at),
      offset: Number(file.readBigUInt64LE(at + 8)),
      address: file.readBigUInt64LE(at + 16),
      fileSize: Number(file.readBigUInt64LE(at + 32)),
    }
  })
}

function readNeeded(file: Buffer, segments: readonly Segment[]): readonly string[] {
  const dynamic = segments.find(({ type }) => type === segmentType.dynamic)
  if (!dynamic) return []
  const names: number[] = []
  let strings = 0
  for (let at = dynamic.offset; at < dynamic.offset + dynamic.fileSize; at += 16) {
    const tag = file.readBigInt64LE(at)
    const value = file.readBigUInt64LE(at + 8)
    if (tag === dynamicTag.end) break
    if (tag === dynamicTag.needed) names.push(Number(value))
    if (tag === dynamicTag.stringTable) strings = offsetOf(value, segments)
  }
  return names.map((name) => textAt(file, strings + name))
}

function offsetOf(address: bigint, segments: readonly Segment[]): number {
  const home = segments.find(
    (segment) =>
      segment.type === segmentType.load &&
      address >= segment.address &&
      address < segment.address + BigInt(segment.fileSize),
  )
  if (!home) throw new Error('the string table of the ELF file is not mapped')
  return home.offset + Number(address - home.address)
}

function textAt(file: Buffer, offset: number): string {
  return file.toString('latin1', offset, file.indexOf(0, offset))
}
