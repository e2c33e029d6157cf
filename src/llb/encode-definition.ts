import type { Position, Range } from '../source/index.ts'
import { createWireWriter, type WireWriter } from '../wire/index.ts'
import type { Definition, OpMetadata, SourceInfo, SourceMap } from './definition.ts'

/** A definition as bytes (`pb.Definition`). */
export function encodeDefinition(definition: Definition): Uint8Array {
  // Only texts of ops are checked; what is beside them travels as it is.
  const writer = createWireWriter({ rawBytes: 'pass', size: expectedSize(definition) })
  writeDefinition(writer, definition)
  return writer.finish()
}

/** Enough for nearly all: beside an op stand its digest, twice, its text and its places. */
function expectedSize({ def, source }: Definition): number {
  let size = 4096 + def.length * 640
  for (const bytes of def) size += bytes.length * 2
  for (const { data } of source?.infos ?? []) size += data.length
  return size
}

function writeDefinition(writer: WireWriter, { def, metadata, source }: Definition): void {
  for (const bytes of def) writer.bytesAlways(1, bytes)
  const knownCaps = new Map<readonly string[], Uint8Array>()
  metadata.forEach((own, digest) => {
    const entry = writer.open(2)
    writer.stringAlways(1, digest)
    const value = writer.open(2)
    writeMetadata(writer, own, knownCaps)
    writer.close(value)
    writer.close(entry)
  })
  if (source !== undefined) {
    const mark = writer.open(3)
    writeSource(writer, source)
    writer.close(mark)
  }
}

function writeMetadata(
  writer: WireWriter,
  metadata: OpMetadata,
  knownCaps: Map<readonly string[], Uint8Array>,
): void {
  writer.bool(1, metadata.ignoreCache)
  writer.stringMap(2, metadata.description)
  if (metadata.exportCache !== undefined) {
    const mark = writer.open(4)
    writer.bool(1, metadata.exportCache.value)
    writer.close(mark)
  }
  writer.raw(encodeCaps(metadata.caps, knownCaps))
  if (metadata.progressGroup !== undefined) {
    const mark = writer.open(6)
    writer.string(1, metadata.progressGroup.id)
    writer.string(2, metadata.progressGroup.name)
    writer.bool(3, metadata.progressGroup.weak)
    writer.close(mark)
  }
  if (metadata.linuxResources !== undefined) {
    const limits = metadata.linuxResources
    const mark = writer.open(7)
    writer.int64(1, limits.memory ?? 0)
    writer.int64(2, limits.memorySwap ?? 0)
    writer.int64(3, limits.cpuShares ?? 0)
    writer.int64(4, limits.cpuPeriod ?? 0)
    writer.int64(5, limits.cpuQuota ?? 0)
    writer.string(6, limits.cpusetCpus ?? '')
    writer.string(7, limits.cpusetMems ?? '')
    writer.close(mark)
  }
}

/** Most ops share one of a few lists of capabilities, which are encoded once. */
function encodeCaps(caps: readonly string[], known: Map<readonly string[], Uint8Array>): Uint8Array {
  let bytes = known.get(caps)
  if (bytes === undefined) {
    const writer = createWireWriter({ rawBytes: 'pass' })
    for (const cap of caps) {
      const entry = writer.open(5)
      writer.stringAlways(1, cap)
      writer.uint32Always(2, 1)
      writer.close(entry)
    }
    bytes = writer.finish()
    known.set(caps, bytes)
  }
  return bytes
}

function writeSource(writer: WireWriter, { locations, infos }: SourceMap): void {
  locations.forEach((places, digest) => {
    const entry = writer.open(1)
    writer.stringAlways(1, digest)
    const value = writer.open(2)
    places.forEach(({ sourceIndex, ranges }) => {
      const mark = writer.open(1)
      writer.int32(1, sourceIndex)
      for (let at = 0; at < ranges.length; at++) writeRange(writer, ranges[at] as Range)
      writer.close(mark)
    })
    writer.close(value)
    writer.close(entry)
  })
  for (const info of infos) {
    const mark = writer.open(2)
    writeInfo(writer, info)
    writer.close(mark)
  }
}

function writeRange(writer: WireWriter, { start, end }: Range): void {
  const mark = writer.open(2)
  writePosition(writer, 1, start)
  writePosition(writer, 2, end)
  writer.close(mark)
}

function writePosition(writer: WireWriter, field: number, { line, character }: Position): void {
  const mark = writer.open(field)
  writer.int32(1, line)
  writer.int32(2, character)
  writer.close(mark)
}

function writeInfo(writer: WireWriter, info: SourceInfo): void {
  writer.string(1, info.filename)
  writer.bytes(2, info.data)
  if (info.definition !== undefined) {
    const mark = writer.open(3)
    writeDefinition(writer, info.definition)
    writer.close(mark)
  }
  writer.string(4, info.language)
}
