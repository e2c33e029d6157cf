import { compareBytes, join } from '../go/index.ts'
import type { Platform } from './platform.ts'

/** `os/architecture[/variant]`; `unknown` without an OS. */
export function formatPlatform(platform: Platform): string {
  if (platform.os === '') return 'unknown'
  if (!platform.osVersion && !platform.osFeatures?.length) {
    return join(platform.os, platform.architecture, platform.variant ?? '')
  }
  return join(platform.os, platform.architecture, platform.variant ?? '')
}

/** As `formatPlatform`, with OS version and features: `windows(10.0.17763+win32k)/amd64`. */
export function formatPlatformAll(platform: Platform): string {
  if (platform.os === '') return 'unknown'
  const version = encodeOption(platform.osVersion ?? '')
  const features = [...new Set(platform.osFeatures)]
    .filter((feature) => feature !== '')
    .sort(compareBytes)
    .map((feature) => `+${encodeOption(feature)}`)
    .join('')
  const options = version + features
  const os = options === '' ? platform.os : `${platform.os}(${options})`
  return join(os, platform.architecture, platform.variant ?? '')
}

const reserved: Readonly<Record<string, string>> = {
  '%': '%25',
  '+': '%2B',
  '(': '%28',
  ')': '%29',
  '/': '%2F',
}

function encodeOption(text: string): string {
  return text.replace(/[%+()/]/g, (character) => reserved[character] ?? character)
}
