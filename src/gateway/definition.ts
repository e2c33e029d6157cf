import type { Definition, OpMetadata, SourceInfo, SourceMap } from '../llb/index.ts'
import type { LinuxResources } from '../llb/op.ts'
import type { Platform } from '../platform/platform.ts'
import type * as wire from './generated/messages.ts'
import type { Encodable } from './wire/message-type.ts'

/** A platform as messages carry it. */
export function platformToWire(platform: Platform): Encodable<wire.Platform> {
  return {
    Architecture: platform.architecture,
    OS: platform.os,
    Variant: platform.variant,
    OSVersion: platform.osVersion,
    OSFeatures: platform.osFeatures,
  }
}

/** A definition as messages carry it; entries are made as they are encoded, so that nothing is held twice. */
export function definitionToWire(definition: Definition): Encodable<wire.Definition> {
  return {
    def: definition.def,
    metadata: mapEntries(definition.metadata, metadataToWire),
    Source: definition.source && sourceToWire(definition.source),
  }
}

export function definitionFromWire(message: wire.Definition): Definition {
  return {
    def: message.def,
    metadata: new Map(mapEntries(message.metadata, metadataFromWire)),
    ...(message.Source ? { source: sourceFromWire(message.Source) } : {}),
  }
}

export function* mapEntries<From, To>(
  entries: Iterable<readonly [string, From]>,
  convert: (value: From) => To,
): Generator<readonly [string, To]> {
  for (const [key, value] of entries) yield [key, convert(value)]
}

function metadataToWire(metadata: OpMetadata): Encodable<wire.OpMetadata> {
  return {
    ignore_cache: metadata.ignoreCache,
    description: Object.entries(metadata.description),
    export_cache: metadata.exportCache && { Value: metadata.exportCache.value },
    caps: metadata.caps.map((id) => [id, true] as const),
    progress_group: metadata.progressGroup,
    linux_resources: metadata.linuxResources && resourcesToWire(metadata.linuxResources),
  }
}

function metadataFromWire(message: wire.OpMetadata): OpMetadata {
  return {
    ignoreCache: message.ignore_cache,
    description: Object.fromEntries(message.description),
    caps: [...message.caps].filter(([, wanted]) => wanted).map(([id]) => id),
    ...(message.export_cache ? { exportCache: { value: message.export_cache.Value } } : {}),
    ...(message.progress_group ? { progressGroup: message.progress_group } : {}),
    ...(message.linux_resources ? { linuxResources: resourcesFromWire(message.linux_resources) } : {}),
  }
}

function resourcesToWire(resources: LinuxResources): Encodable<wire.LinuxResources> {
  const big = (value: number | undefined) => (value === undefined ? undefined : BigInt(value))
  return {
    memory: big(resources.memory),
    memorySwap: big(resources.memorySwap),
    cpuShares: big(resources.cpuShares),
    cpuPeriod: big(resources.cpuPeriod),
    cpuQuota: big(resources.cpuQuota),
    cpusetCpus: resources.cpusetCpus,
    cpusetMems: resources.cpusetMems,
  }
}

function resourcesFromWire(message: wire.LinuxResources): LinuxResources {
  return {
    memory: Number(message.memory),
    memorySwap: Number(message.memorySwap),
    cpuShares: Number(message.cpuShares),
    cpuPeriod: Number(message.cpuPeriod),
    cpuQuota: Number(message.cpuQuota),
    cpusetCpus: message.cpusetCpus,
    cpusetMems: message.cpusetMems,
  }
}

function sourceToWire(source: SourceMap): Encodable<wire.Source> {
  return {
    locations: mapEntries(source.locations, (locations) => ({ locations })),
    infos: source.infos.map(sourceInfoToWire),
  }
}

export function sourceInfoToWire(info: SourceInfo): Encodable<wire.SourceInfo> {
  return {
    filename: info.filename,
    data: info.data,
    definition: info.definition && definitionToWire(info.definition),
    language: info.language,
  }
}

function sourceFromWire(message: wire.Source): SourceMap {
  return {
    locations: new Map(
      mapEntries(message.locations, ({ locations }) =>
        locations.map(({ sourceIndex, ranges }) => ({ sourceIndex, ranges: ranges.map(rangeFromWire) })),
      ),
    ),
    infos: message.infos.map((info) => ({
      filename: info.filename,
      data: info.data,
      language: info.language,
      ...(info.definition ? { definition: definitionFromWire(info.definition) } : {}),
    })),
  }
}

function rangeFromWire({ start, end }: wire.Range) {
  const zero = { line: 0, character: 0 }
  return { start: start ?? zero, end: end ?? zero }
}
