import { readUnsigned } from '../go/index.ts'
import { normalizePlatform } from './normalize-platform.ts'
import type { Platform } from './platform.ts'

/**
 * Whether something made for `candidate` is exactly for `wanted`: same OS, architecture and variant once
 * normalized, an OS version that can run there, and no OS feature that is not there.
 */
export function platformMatches(wanted: Platform, candidate: Platform): boolean {
  const want = normalizePlatform(wanted)
  const have = normalizePlatform(withoutWin32k(want.os, candidate))
  if (want.os !== have.os || want.architecture !== have.architecture) return false
  if ((want.variant ?? '') !== (have.variant ?? '')) return false
  if (want.os === 'windows' && !windowsRuns(want.osVersion ?? '', candidate.osVersion ?? '')) return false
  const offered = new Set(want.osFeatures)
  return (have.osFeatures ?? []).every((feature) => offered.has(feature))
}

/** Whether something made for `candidate` can run on `host`, lesser variants and 32-bit forms included. */
export function platformRuns(host: Platform, candidate: Platform): boolean {
  return runnablePlatforms(normalizePlatform(host)).some((platform) => platformMatches(platform, candidate))
}

/** What a normalized platform can run, best first. */
function runnablePlatforms(platform: Platform): Platform[] {
  const as = (architecture: string, variant?: string): Platform => {
    const { variant: _, ...rest } = platform
    return { ...rest, architecture, ...(variant === undefined ? {} : { variant }) }
  }
  switch (platform.architecture) {
    case 'amd64': {
      const level = levelOf(platform.variant)
      return [platform, ...levels(level - 1, 1).map((n) => as('amd64', `v${n}`)), as('386')]
    }
    case 'arm':
      return [platform, ...levels(levelOf(platform.variant) - 1, 5).map((n) => as('arm', `v${n}`))]
    case 'arm64': {
      const variants = arm64Variants(platform.variant ?? 'v8')
      if (variants.length === 0) return []
      return [...variants.map((v) => as('arm64', v)), ...levels(8, 5).map((n) => as('arm', `v${n}`))]
    }
    default:
      return [platform]
  }
}

function levelOf(variant: string | undefined): number {
  const level = readUnsigned((variant ?? '').replace(/^v/, ''))
  return typeof level === 'bigint' && level < 100n ? Number(level) : 0
}

function levels(from: number, to: number): number[] {
  return from < to ? [] : Array.from({ length: from - to + 1 }, (_, index) => from - index)
}

/** An arm64 v9.N runs what v8.(N+5) runs. */
function arm64Variants(variant: string): string[] {
  const form = /^v([89])(?:\.([0-9]))?$/.exec(variant)
  if (!form) return []
  const minor = Number(form[2] ?? 0)
  if (form[1] === '9' && minor > 7) return []
  const named = (major: number, top: number) =>
    levels(top, 0).map((n) => (n === 0 ? `v${major}` : `v${major}.${n}`))
  return form[1] === '9' ? [...named(9, minor), ...named(8, Math.min(9, minor + 5))] : named(8, minor)
}

function withoutWin32k(os: string, platform: Platform): Platform {
  if (os !== 'windows' || !platform.osFeatures) return platform
  return { ...platform, osFeatures: platform.osFeatures.filter((feature) => feature !== 'win32k') }
}

/** Build numbers of the Windows Server releases from which on a host also runs the images of the one before. */
const windowsServer2022 = 20348
const windowsServer2025 = 26100

function windowsRuns(host: string, image: string): boolean {
  const on = windowsVersion(host)
  if (image === '' || on.every((part) => part === 0)) return true
  const made = windowsVersion(image)
  const [build, madeBuild] = [on[2] as number, made[2] as number]
  if (on[0] !== made[0] || on[1] !== made[1]) return false
  if (build < windowsServer2022) return build === madeBuild
  const oldest = build > windowsServer2025 ? windowsServer2025 : windowsServer2022
  return oldest <= madeBuild && madeBuild <= build
}

function windowsVersion(version: string): readonly number[] {
  const parts = version.split('.')
  const numbers = [8, 8, 16].map((bits, index) => readUnsigned(parts[index] ?? '', 10, bits))
  return numbers.every((number) => typeof number === 'bigint') ? numbers.map(Number) : [0, 0, 0]
}
