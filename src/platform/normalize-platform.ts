import { compareBytes } from '../go/index.ts'
import type { Platform } from './platform.ts'

/** The platform with the names that registries use: `x86_64` is `amd64`, `arm64/v8` is `arm64`, and so on. */
export function normalizePlatform(platform: Platform): Platform {
  const { architecture, variant } = normalizeArchitecture(platform.architecture, platform.variant ?? '')
  const osFeatures = [...new Set(platform.osFeatures)].sort(compareBytes)
  return makePlatform({
    os: normalizeOs(platform.os),
    architecture,
    variant,
    osVersion: platform.osVersion ?? '',
    osFeatures,
  })
}

/** A platform without its empty fields. */
export function makePlatform(fields: Platform): Platform {
  return {
    os: fields.os,
    architecture: fields.architecture,
    ...(fields.variant ? { variant: fields.variant } : {}),
    ...(fields.osVersion ? { osVersion: fields.osVersion } : {}),
    ...(fields.osFeatures?.length ? { osFeatures: fields.osFeatures } : {}),
  }
}

/** The name of an operating system as the reference writes it. */
export function normalizeOs(os: string): string {
  if (os === '') return 'linux'
  const lower = os.toLowerCase()
  return lower === 'macos' ? 'darwin' : lower
}

const arm64Variants: Readonly<Record<string, string>> = {
  '8': '',
  v8: '',
  'v8.0': '',
  '9': 'v9',
  '9.0': 'v9',
  'v9.0': 'v9',
}
const armVariants: Readonly<Record<string, string>> = { '': 'v7', '7': 'v7', '5': 'v5', '6': 'v6', '8': 'v8' }

/** The name and variant of an architecture as the reference writes them. */
export function normalizeArchitecture(
  architecture: string,
  variant: string,
): { readonly architecture: string; readonly variant: string } {
  const name = architecture.toLowerCase()
  const level = variant.toLowerCase()
  switch (name) {
    case 'i386':
      return { architecture: '386', variant: '' }
    case 'x86_64':
    case 'x86-64':
    case 'amd64':
      return { architecture: 'amd64', variant: level === 'v1' ? '' : level }
    case 'aarch64':
    case 'arm64':
      return { architecture: 'arm64', variant: arm64Variants[level] ?? level }
    case 'armhf':
      return { architecture: 'arm', variant: 'v7' }
    case 'armel':
      return { architecture: 'arm', variant: 'v6' }
    case 'arm':
      return { architecture: 'arm', variant: armVariants[level] ?? level }
    default:
      return { architecture: name, variant: level }
  }
}
