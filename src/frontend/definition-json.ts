import { encodeBase64, type JsonValue } from '../go/index.ts'
import type { Definition, LinuxResources, OpMetadata, SourceMap } from '../llb/index.ts'
import type { Range, SourceFile } from '../source/index.ts'

/**
 * Which of Go's two ways of writing a message as JSON is meant: `struct` is what encoding/json makes of it,
 * with the names of the protocol; `message` is the mapping that protobuf itself has, with names in camel case
 * and large numbers as text.
 */
export type JsonForm = 'struct' | 'message'

/** The JSON of a definition (`pb.Definition`), by default as error details and check results have it. */
export function definitionJson(definition: Definition, form: JsonForm = 'struct'): JsonValue {
  return {
    def: someItems(definition.def.map(encodeBase64)),
    metadata: someEntries(mapValues(definition.metadata, (metadata) => metadataJson(metadata, form))),
    Source: definition.source && sourceMapJson(definition.source, form),
  }
}

/** The JSON of a source file (`pb.SourceInfo`). @param data what of its bytes goes along */
export function sourceInfoJson(
  file: SourceFile,
  definition: Definition | undefined,
  data: Uint8Array = file.bytes,
): JsonValue {
  return {
    filename: file.filename || undefined,
    data: someBytes(data),
    definition: definition && definitionJson(definition),
    language: file.language || undefined,
  }
}

/** The JSON of places in a file (`pb.Range`). */
export function rangesJson(ranges: readonly Range[]): JsonValue {
  return ranges.map(({ start, end }) => ({ start: positionJson(start), end: positionJson(end) }))
}

/** The JSON of what is known of an op beside what it does (`pb.OpMetadata`). */
export function metadataJson(metadata: OpMetadata, form: JsonForm): JsonValue {
  const { progressGroup: group } = metadata
  const name = (text: string) => (form === 'struct' ? text : camelCase(text))
  return {
    [name('ignore_cache')]: metadata.ignoreCache || undefined,
    description: someEntries(new Map(Object.entries(metadata.description))),
    [name('export_cache')]: metadata.exportCache && { Value: metadata.exportCache.value || undefined },
    caps: someEntries(new Map(metadata.caps.map((cap) => [cap, true]))),
    [name('progress_group')]: group && {
      id: group.id || undefined,
      name: group.name || undefined,
      weak: group.weak || undefined,
    },
    [name('linux_resources')]: metadata.linuxResources && resourcesJson(metadata.linuxResources, form),
  }
}

function resourcesJson(resources: LinuxResources, form: JsonForm): JsonValue {
  const number = (value: number | undefined) =>
    value ? (form === 'struct' ? value : String(value)) : undefined
  return {
    memory: number(resources.memory),
    memorySwap: number(resources.memorySwap),
    cpuShares: number(resources.cpuShares),
    cpuPeriod: number(resources.cpuPeriod),
    cpuQuota: number(resources.cpuQuota),
    cpusetCpus: resources.cpusetCpus || undefined,
    cpusetMems: resources.cpusetMems || undefined,
  }
}

/** `ignore_cache` as `ignoreCache`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** The JSON of a source map (`pb.Source`). */
export function sourceMapJson(source: SourceMap, form: JsonForm): JsonValue {
  return {
    locations: someEntries(
      mapValues(source.locations, (locations) => ({
        locations: someItems(
          locations.map(({ sourceIndex, ranges }) => ({
            sourceIndex: sourceIndex || undefined,
            ranges: ranges.length > 0 ? rangesJson(ranges) : undefined,
          })),
        ),
      })),
    ),
    infos: someItems(
      source.infos.map((info) => ({
        filename: info.filename || undefined,
        data: someBytes(info.data),
        definition: info.definition && definitionJson(info.definition, form),
        language: info.language || undefined,
      })),
    ),
  }
}

function positionJson({ line, character }: Range['start']): JsonValue {
  return { line: line || undefined, character: character || undefined }
}

function someBytes(bytes: Uint8Array): string | undefined {
  return bytes.length > 0 ? encodeBase64(bytes) : undefined
}

function someItems(items: readonly JsonValue[]): JsonValue | undefined {
  return items.length > 0 ? items : undefined
}

function someEntries(entries: ReadonlyMap<string, JsonValue>): JsonValue | undefined {
  return entries.size > 0 ? entries : undefined
}

function mapValues<T>(map: ReadonlyMap<string, T>, change: (value: T) => JsonValue): Map<string, JsonValue> {
  return new Map([...map].map(([key, value]) => [key, change(value)]))
}
