import { encodeDefinition, type SourceInfo } from '../llb/index.ts'
import type { Platform } from '../platform/platform.ts'
import type { Encodable } from '../wire/index.ts'
import type * as wire from './generated/messages.ts'

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

/** A source file as messages carry it. */
export function sourceInfoToWire(info: SourceInfo): Encodable<wire.SourceInfo> {
  return {
    filename: info.filename,
    data: info.data,
    definition: info.definition && encodeDefinition(info.definition),
    language: info.language,
  }
}

/** The entries of a map with other values. */
export function* mapEntries<From, To>(
  entries: Iterable<readonly [string, From]>,
  convert: (value: From) => To,
): Generator<readonly [string, To]> {
  for (const [key, value] of entries) yield [key, convert(value)]
}
