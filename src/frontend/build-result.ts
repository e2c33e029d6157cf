import type { ImageConfig } from '../convert/index.ts'
import { serializeImageConfig } from '../convert/index.ts'
import type { Attestation, BuildResult, Ref } from '../gateway/client.ts'
import { type JsonValue, marshalJson } from '../go/index.ts'
import { formatPlatformAll, normalizePlatform, type Platform } from '../platform/index.ts'
import { BuildError, explainingSync } from '../source/index.ts'
import type { PlatformBuild } from './platform-build.ts'

const encoder = new TextEncoder()
const SECOND = 1_000_000_000n
/** What BuildKit takes in one message. */
const largestResult = 16 * 1024 * 1024

/** The builds of all platforms, by the names that the exporter knows the platforms by. */
export interface ResultParts {
  readonly platforms: readonly {
    readonly id: string
    readonly platform: Platform
    readonly build: PlatformBuild
  }[]
  readonly multiPlatform: boolean
  readonly attestations: ReadonlyMap<string, readonly Attestation[]>
}

/** The name that results of a platform go by. */
export function platformId(platform: Platform): string {
  return formatPlatformAll(normalizePlatform(platform))
}

/** Puts together what the client gets: refs, image configs, times and the list of platforms. */
export function assembleResult({ platforms, multiPlatform, attestations }: ResultParts): BuildResult {
  const metadata = new Map<string, Uint8Array>()
  let size = 0
  const refs = new Map<string, Ref | undefined>()
  for (const { id, build } of platforms) {
    const { image, baseImage, epoch } = build.converted
    const add = (key: string, value: string) => {
      size += value.length
      if (size > largestResult) {
        const message = `the image config is larger than ${largestResult} bytes, which is more than BuildKit takes`
        throw new BuildError('conversion', message)
      }
      metadata.set(multiPlatform ? `${key}/${id}` : key, encoder.encode(value))
    }
    refs.set(id, build.ref)
    add(
      'containerimage.config',
      explainingSync('failed to marshal image config', () => serializeImageConfig(image)),
    )
    if (baseImage !== undefined) {
      const base = explainingSync('failed to marshal source image config', () =>
        serializeImageConfig(baseImage),
      )
      add('containerimage.base.config', base)
    }
    const { annotations = new Map<string, string>(), metadata: more = new Map<string, string>() } =
      build.converted
    for (const [key, value] of annotations) {
      metadata.set(
        multiPlatform ? `annotation-manifest[${id}].${key}` : `annotation-manifest.${key}`,
        encoder.encode(value),
      )
    }
    for (const [key, value] of more) add(key, value)
    if (epoch !== undefined) add('source.date.epoch', String(wholeSeconds(epoch)))
  }
  const list: JsonValue = {
    Platforms: platforms.map(({ id, platform, build }) => ({
      ID: id,
      Platform: platformJson(exportedPlatform(platform, build.converted.image)),
    })),
  }
  metadata.set('refs.platforms', encoder.encode(marshalJson(list)))
  return {
    ...(multiPlatform ? { refs } : { ref: platforms[0]?.build.ref }),
    metadata,
    ...(attestations.size > 0 ? { attestations } : {}),
  }
}

function wholeSeconds(nanoseconds: bigint): bigint {
  const seconds = nanoseconds / SECOND
  return nanoseconds < 0n && seconds * SECOND !== nanoseconds ? seconds - 1n : seconds
}

/** For Windows, the image may say more of the platform than was asked for. */
function exportedPlatform(asked: Platform, image: ImageConfig): Platform {
  const platform = normalizePlatform(asked)
  if (platform.os !== 'windows' || image.os !== platform.os) return platform
  const osVersion = platform.osVersion || image.osVersion
  const osFeatures = platform.osFeatures ?? (image.osFeatures?.length ? image.osFeatures : undefined)
  return normalizePlatform({
    ...platform,
    ...(osVersion ? { osVersion } : {}),
    ...(osFeatures === undefined ? {} : { osFeatures }),
  })
}

function platformJson(platform: Platform): JsonValue {
  return {
    architecture: platform.architecture,
    os: platform.os,
    'os.version': platform.osVersion || undefined,
    'os.features': platform.osFeatures?.length ? platform.osFeatures : undefined,
    variant: platform.variant || undefined,
  }
}
