import type { Position, Range } from '../source/index.ts'
import { BuildError } from '../source/index.ts'
import { WireReader } from '../wire/index.ts'
import type { LinuxResources, ProgressGroup } from './constraints.ts'
import type { Definition, OpMetadata, SourceInfo, SourceMap } from './definition.ts'

/** Source files come with definitions, whose source files do so in turn; nobody needs more of them. */
const MAX_DEPTH = 100

/**
 * Reads a definition (`pb.Definition`). The ops stay bytes: views on what was given.
 * Throws BuildError (`definition`) where the bytes are not a definition.
 */
export function decodeDefinition(bytes: Uint8Array): Definition {
  return readDefinition(new WireReader(bytes), 0)
}

type Places = { readonly sourceIndex: number; readonly ranges: readonly Range[] }[]

function readDefinition(reader: WireReader, depth: number): Definition {
  if (depth > MAX_DEPTH) throw new BuildError('definition', 'proto: exceeded maximum recursion depth')
  const def: Uint8Array[] = []
  const metadata = new Map<string, OpMetadata>()
  let source: SourceMap | undefined
  while (reader.next()) {
    if (reader.field === 1) def.push(reader.bytes())
    else if (reader.field === 2) readEntry(reader.message(), metadata, readMetadata)
    else if (reader.field === 3) source = readSource(reader.message(), depth)
    else reader.skip()
  }
  return source === undefined ? { def, metadata } : { def, metadata, source }
}

/** One entry of a map whose values are messages. */
function readEntry<Value>(
  reader: WireReader,
  into: Map<string, Value>,
  read: (reader: WireReader) => Value,
): void {
  let key = ''
  let value = new WireReader(new Uint8Array())
  while (reader.next()) {
    if (reader.field === 1) key = reader.string()
    else if (reader.field === 2) value = reader.message()
    else reader.skip()
  }
  into.set(key, read(value))
}

function readMetadata(reader: WireReader): OpMetadata {
  let ignoreCache = false
  const description: Record<string, string> = {}
  let exportCache: { readonly value: boolean } | undefined
  const caps: string[] = []
  let progressGroup: ProgressGroup | undefined
  let linuxResources: LinuxResources | undefined
  while (reader.next()) {
    if (reader.field === 1) ignoreCache = reader.bool()
    else if (reader.field === 2) {
      const [key, value] = readPair(reader.message(), (field) => field.string(), '')
      description[key] = value
    } else if (reader.field === 4) exportCache = { value: readFlag(reader.message()) }
    else if (reader.field === 5) {
      const [cap, needed] = readPair(reader.message(), (field) => field.bool(), false)
      if (needed) caps.push(cap)
    } else if (reader.field === 6) progressGroup = readProgressGroup(reader.message())
    else if (reader.field === 7) linuxResources = readLinuxResources(reader.message())
    else reader.skip()
  }
  return {
    ignoreCache,
    description,
    caps,
    ...(exportCache === undefined ? {} : { exportCache }),
    ...(progressGroup === undefined ? {} : { progressGroup }),
    ...(linuxResources === undefined ? {} : { linuxResources }),
  }
}

function readPair<Value>(
  reader: WireReader,
  read: (reader: WireReader) => Value,
  value: Value,
): [string, Value] {
  let key = ''
  while (reader.next()) {
    if (reader.field === 1) key = reader.string()
    else if (reader.field === 2) value = read(reader)
    else reader.skip()
  }
  return [key, value]
}

function readFlag(reader: WireReader): boolean {
  let value = false
  while (reader.next()) {
    if (reader.field === 1) value = reader.bool()
    else reader.skip()
  }
  return value
}

function readProgressGroup(reader: WireReader): ProgressGroup {
  let id = ''
  let name = ''
  let weak = false
  while (reader.next()) {
    if (reader.field === 1) id = reader.string()
    else if (reader.field === 2) name = reader.string()
    else if (reader.field === 3) weak = reader.bool()
    else reader.skip()
  }
  return { id, name, weak }
}

const LIMITS = ['memory', 'memorySwap', 'cpuShares', 'cpuPeriod', 'cpuQuota'] as const
const CPU_SETS = ['cpusetCpus', 'cpusetMems'] as const

function readLinuxResources(reader: WireReader): LinuxResources {
  const limits: { -readonly [Key in keyof LinuxResources]: LinuxResources[Key] } = {}
  while (reader.next()) {
    const limit = LIMITS[reader.field - 1]
    const cpus = CPU_SETS[reader.field - 6]
    if (limit !== undefined) limits[limit] = reader.number()
    else if (cpus !== undefined) limits[cpus] = reader.string()
    else reader.skip()
  }
  return limits
}

function readSource(reader: WireReader, depth: number): SourceMap {
  const locations = new Map<string, Places>()
  const infos: SourceInfo[] = []
  while (reader.next()) {
    if (reader.field === 1) readEntry(reader.message(), locations, readPlaces)
    else if (reader.field === 2) infos.push(readInfo(reader.message(), depth))
    else reader.skip()
  }
  return { locations, infos }
}

function readPlaces(reader: WireReader): Places {
  const places: Places = []
  while (reader.next()) {
    if (reader.field === 1) places.push(readPlace(reader.message()))
    else reader.skip()
  }
  return places
}

function readPlace(reader: WireReader): Places[0] {
  let sourceIndex = 0
  const ranges: Range[] = []
  while (reader.next()) {
    if (reader.field === 1) sourceIndex = reader.number()
    else if (reader.field === 2) ranges.push(readRange(reader.message()))
    else reader.skip()
  }
  return { sourceIndex, ranges }
}

function readRange(reader: WireReader): Range {
  let start: Position = { line: 0, character: 0 }
  let end = start
  while (reader.next()) {
    if (reader.field === 1) start = readPosition(reader.message())
    else if (reader.field === 2) end = readPosition(reader.message())
    else reader.skip()
  }
  return { start, end }
}

function readPosition(reader: WireReader): Position {
  let line = 0
  let character = 0
  while (reader.next()) {
    if (reader.field === 1) line = reader.number()
    else if (reader.field === 2) character = reader.number()
    else reader.skip()
  }
  return { line, character }
}

function readInfo(reader: WireReader, depth: number): SourceInfo {
  let filename = ''
  let data = new Uint8Array()
  let definition: Definition | undefined
  let language = ''
  while (reader.next()) {
    if (reader.field === 1) filename = reader.string()
    else if (reader.field === 2) data = reader.bytes() as typeof data
    else if (reader.field === 3) definition = readDefinition(reader.message(), depth + 1)
    else if (reader.field === 4) language = reader.string()
    else reader.skip()
  }
  return { filename, data, language, ...(definition === undefined ? {} : { definition }) }
}
