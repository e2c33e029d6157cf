import { readFileSync } from 'node:fs'
import { REFERENCE_VERSION } from '../frontend/reference-version.ts'
import { packageRoot } from './package-root.ts'

/** The version of this program, from its package. */
export function programVersion(): string {
  const text = readFileSync(new URL('package.json', packageRoot), 'utf8')
  const { version } = JSON.parse(text) as { readonly version: string }
  return version
}

/** What `--version` prints: the version of this program, and that of the reference which it is held to. */
export function versionLine(): string {
  return `slipway ${programVersion()} (docker/dockerfile ${REFERENCE_VERSION})`
}
