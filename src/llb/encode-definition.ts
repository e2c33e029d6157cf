import { compareBytes } from '../go/index.ts'
import type { Range } from '../source/index.ts'
import { WireWriter } from '../wire/index.ts'
import type { Definition, OpMetadata, SourceInfo, SourceMap } from './definition.ts'

/** A definition as bytes (`pb.Definition`). */
export function encodeDefinition(definition: Definition): Uint8Array {
  // Only texts of ops are checked; what is beside them travels as it is.
  const writer = new WireWriter({ rawBytes: 'pass' })
  writeDefinition(writer, definition)
  return writer.finish()
}

function writeDefinition(writer: WireWriter, { def, metadata, source }: Definition): void {
  for (const bytes of def) writer.bytesAlways(1, bytes)
  for (const [digest, own] of metadata) {
    const entry = writer.open(2)
    writer.stringAlways(1, digest)
    const value = writer.open(2)
    writeMetadata(writer, own)
    writer.close(value)
    writer.close(entry)
  }
  if (source !== undefined) {
    const mark = writer.open(3)
    writeSource(writer, source)
    writer.close(mark)
  }
}

function writeMetadata(writer: WireWriter, metadata: OpMetadata): void {
  writer.bool(1, metadata.ignoreCache)
  writer.stringMap(2, metadata.description, compareBytes)
  if (metadata.exportCache !== undefined) {
    const mark = writer.open(4)
    writer.bool(1, metadata.exportCache.value)
    writer.close(mark)
  }
  for (const cap of metadata.caps) {
    const entry = writer.open(5)
    writer.stringAlways(1, cap)
    writer.uint32Always(2, 1)
    writer.close(entry)
  }
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

function writeSource(writer: WireWriter, { locations, infos }: SourceMap): void {
  for (const [digest, places] of locations) {
    const entry = writer.open(1)
    writer.stringAlways(1, digest)
    const value = writer.open(2)
    for (const { sourceIndex, ranges } of places) {
      const mark = writer.open(1)
      writer.int32(1, sourceIndex)
      for (const range of ranges) writeRange(writer, range)
      writer.close(mark)
    }
    writer.close(value)
    writer.close(entry)
  }
  for (const info of infos) {
    const mark = writer.open(2)
    writeInfo(writer, info)
    writer.close(mark)
  }
}

function writeRange(writer: WireWriter, range: Range): void {
  const mark = writer.open(2)
  for (const [field, { line, character }] of [[1, range.start] as const, [2, range.end] as const]) {
    const position = writer.open(field)
    writer.int32(1, line)
    writer.int32(2, character)
    writer.close(position)
  }
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
