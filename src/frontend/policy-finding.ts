import type { Finding } from '../lint/index.ts'
import type { Place, Policy } from '../policy/index.ts'
import { type Location, locationOf, type SourceFile } from '../source/index.ts'

/** A warning of a policy as the progress output shows it: as what a build check finds. */
export function policyFinding(
  { name, description = '', url = '' }: Policy,
  message: string,
  place: Place | undefined,
  file: SourceFile,
): Finding {
  return {
    rule: { name, description, url, create: () => ({}) },
    message,
    location: place === undefined ? { file, ranges: [] } : firstLocation(place, file),
  }
}

function firstLocation(place: Place, file: SourceFile): Location {
  const [first] = 'length' in place ? place : [place]
  if (first === undefined) return { file, ranges: [] }
  return 'start' in first ? locationOf(first) : first
}
