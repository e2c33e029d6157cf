import { type Op, type SourceOp, sourcesOf } from '../llb/index.ts'
import { formatReference, type ImageReference, parseReference, withDigest } from '../reference/index.ts'
import { BuildError } from '../source/index.ts'
import type { PlanSource } from './plan.ts'

const kinds: Readonly<Record<string, PlanSource['kind']>> = {
  'docker-image': 'image',
  'oci-layout': 'oci-layout',
  git: 'git',
  http: 'http',
  https: 'http',
  local: 'local',
}

/** A source of the plan; what a policy makes of it goes into `replacements`. */
export function planSource(op: SourceOp, replacements: Map<Op, Op>): PlanSource {
  const now = (): SourceOp => (replacements.get(op) as SourceOp | undefined) ?? op
  const replace = (identifier: string, attrs?: PlanSource['attrs']): void => {
    const before = now()
    if (schemeOf(identifier) !== schemeOf(before.identifier)) {
      throw new BuildError('policy', `${identifier} cannot stand in for ${before.identifier}`)
    }
    replacements.set(op, Object.freeze({ ...before, identifier, ...(attrs ? { attrs } : {}) }))
  }
  return {
    get kind() {
      return kindOf(now().identifier)
    },
    get identifier() {
      return now().identifier
    },
    get attrs() {
      return now().attrs
    },
    get image() {
      return imageOf(now().identifier)
    },
    get digest() {
      return digestOf(now().identifier, now().attrs)
    },
    platform: op.constraints.platform,
    place: op.constraints.locations ?? [],
    replace,
    pin(digest) {
      const image = imageOf(now().identifier)
      if (!image) throw new BuildError('policy', `${op.identifier} is no image`)
      replace(`${schemeOf(op.identifier)}://${formatReference(withDigest(image, digest))}`)
    },
  }
}

/** The sources of a graph from outside: they can be looked at, but are as they are. */
export function fixedSources(op: Extract<Op, { kind: 'definition' }>): readonly PlanSource[] {
  return sourcesOf(op.definition).map(({ identifier, attrs }): PlanSource => {
    const fixed = (): never => {
      throw new BuildError('policy', `${identifier} is part of a graph that the client made`)
    }
    return {
      kind: kindOf(identifier),
      identifier,
      attrs,
      image: imageOf(identifier),
      digest: digestOf(identifier, attrs),
      platform: undefined,
      place: [],
      replace: fixed,
      pin: fixed,
    }
  })
}

function schemeOf(identifier: string): string {
  return identifier.slice(0, Math.max(0, identifier.indexOf('://')))
}

function kindOf(identifier: string): PlanSource['kind'] {
  return kinds[schemeOf(identifier)] ?? 'other'
}

function imageOf(identifier: string): ImageReference | undefined {
  const scheme = schemeOf(identifier)
  if (scheme !== 'docker-image' && scheme !== 'oci-layout') return undefined
  return parseReference(identifier.slice(scheme.length + 3))
}

function digestOf(identifier: string, attrs: PlanSource['attrs']): string | undefined {
  return imageOf(identifier)?.digest ?? attrs['http.checksum']
}
