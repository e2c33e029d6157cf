import { marshalJson } from '../go/index.ts'
import type { Platform } from '../platform/index.ts'

/**
 * The config that stands in for an image that nobody described: of the platform that was asked for, with the
 * usual PATH, a shell to start, and nothing else (no user, no working directory, no labels, no triggers).
 */
export function defaultImageConfig(platform: Platform): Uint8Array {
  const path =
    platform.os === 'windows'
      ? 'c:\\Windows\\System32;c:\\Windows'
      : '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
  const text = marshalJson({
    architecture: platform.architecture,
    variant: platform.variant,
    os: platform.os,
    'os.version': platform.osVersion,
    config: { Env: [`PATH=${path}`], Cmd: [platform.os === 'windows' ? 'cmd' : '/bin/sh'] },
    // One layer that nobody knows: an image without any would be taken for scratch.
    rootfs: { type: 'layers', diff_ids: [`sha256:${'0'.repeat(64)}`] },
  })
  return new TextEncoder().encode(text)
}
