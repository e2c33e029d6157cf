import type { Environment } from '../../dockerfile/index.ts'
import { trimSpace } from '../../go/index.ts'
import { formatPlatformAll, normalizePlatform, type Platform, parsePlatform } from '../../platform/index.ts'
import { BuildError } from '../../source/index.ts'

/** What counts the steps of a stage. */
export interface StepCounter {
  readonly displayName: string
  /** How many there are; 0 in a stage whose steps have no numbers. */
  readonly steps: number
  /** How many have begun. */
  step: number
}

/**
 * Begins the next step of a stage: what stands in front of its text in the progress output
 * (`[name 2/5] ONBUILD `), '' where steps have no numbers.
 * @param platform '' in builds for one platform
 */
export function beginStep(stage: StepCounter, platform: string, triggered: boolean): string {
  if (stage.steps === 0) return ''
  const total = String(stage.steps)
  const count = `${String(++stage.step).padStart(total.length)}/${total}`
  const { displayName: name } = stage
  const shownPlatform = platform === '' ? '' : `${platform} `
  return `[${shownPlatform}${name === '' ? '' : `${name} `}${count}] ${triggered ? 'ONBUILD ' : ''}`
}

/** The platform of a step: `linux/amd64`, or `linux/amd64->arm64` where the stage makes files for another. */
export function stepPlatform(platform: Platform, env: Environment): string {
  return formatPlatformAll(platform) + crossPlatform(platform, declaredTarget(env))
}

function crossPlatform(platform: Platform, declared: Platform | undefined): string {
  if (!declared) return ''
  const target = normalizePlatform({
    ...declared,
    os: declared.os || platform.os,
    architecture: declared.architecture || platform.architecture,
  })
  if (target.os !== platform.os) return `->${formatPlatformAll(target)}`
  if (target.architecture === platform.architecture) return ''
  return `->${target.architecture}${target.variant ? `/${target.variant}` : ''}`
}

/** The target platform as far as the stage has declared the args that say it. */
function declaredTarget(env: Environment): Platform | undefined {
  const whole = env.get('TARGETPLATFORM')
  if (whole !== undefined) {
    try {
      return parsePlatform(whole)
    } catch (error) {
      if (!(error instanceof BuildError)) throw error
    }
  }
  const os = env.get('TARGETOS')
  const architecture = env.get('TARGETARCH')
  const variant = env.get('TARGETVARIANT')
  if (os === undefined && architecture === undefined && variant === undefined) return undefined
  return { os: os ?? '', architecture: architecture ?? '', ...(variant ? { variant } : {}) }
}

/** The text with its first word in upper case. */
export function upperCaseKeyword(text: string): string {
  const end = text.indexOf(' ')
  if (end < 0) return text.toUpperCase()
  const keyword = text.slice(0, end)
  const upper = keyword.toUpperCase()
  return upper === keyword ? text : upper + text.slice(end)
}

/** The first line of a here-document, as the progress output shows it. */
export function summarizeHeredoc(content: string): string {
  const text = trimSpace(content).replaceAll('\r\n', '\n')
  const end = text.indexOf('\n')
  return end < 0 ? text : `${text.slice(0, end)}...`
}
