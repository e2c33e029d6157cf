import { type ImageReference, parseReference } from '../reference/index.ts'
import type { PlanSource } from './plan.ts'

const kinds: Readonly<Record<string, PlanSource['kind']>> = {
  'docker-image': 'image',
  'oci-layout': 'oci-layout',
  git: 'git',
  http: 'http',
  https: 'http',
  local: 'local',
}

/** What stands in front of `://`. */
export function schemeOf(identifier: string): string {
  return identifier.slice(0, Math.max(0, identifier.indexOf('://')))
}

/** What stands behind `://`. */
export function referenceOf(identifier: string): string {
  return identifier.slice(identifier.indexOf('://') + 3)
}

/** What kind of source it is. */
export function kindOf(identifier: string): PlanSource['kind'] {
  return kinds[schemeOf(identifier)] ?? 'other'
}

/** The parts of an image's name; undefined for all else. */
export function imageOf(identifier: string): ImageReference | undefined {
  const scheme = schemeOf(identifier)
  if (scheme !== 'docker-image' && scheme !== 'oci-layout') return undefined
  return parseReference(identifier.slice(scheme.length + 3))
}
