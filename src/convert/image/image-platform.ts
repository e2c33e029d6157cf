import type { Platform } from '../../platform/index.ts'
import type { ImageConfig } from './image-config.ts'

/** The platform that an image is for, as its config says it. */
export function platformOfImage({ os, architecture, variant, osVersion, osFeatures }: ImageConfig): Platform {
  return {
    os,
    architecture,
    ...(variant ? { variant } : {}),
    ...(osVersion ? { osVersion } : {}),
    ...(osFeatures ? { osFeatures } : {}),
  }
}

/** What the client asked for; what it left open is as in the image. */
export function askedPlatform(image: ImageConfig, asked: Platform): Platform {
  const same = asked.os === image.os && asked.architecture === image.architecture
  const variant = asked.variant || (same ? image.variant : undefined)
  const osVersion = asked.osVersion || (same ? image.osVersion : undefined)
  const osFeatures = asked.osFeatures ?? image.osFeatures
  return {
    os: asked.os,
    architecture: asked.architecture,
    ...(variant ? { variant } : {}),
    ...(osVersion ? { osVersion } : {}),
    ...(osFeatures ? { osFeatures } : {}),
  }
}

/** Where the client asked for no platform, one of its own that the image is for. */
export function runnablePlatform(config: ImageConfig, wanted: Platform, own: readonly Platform[]): Platform {
  const fits = (platform: Platform): boolean =>
    platform.os === config.os && platform.architecture === config.architecture
  return fits(wanted) ? wanted : (own.find(fits) ?? wanted)
}
