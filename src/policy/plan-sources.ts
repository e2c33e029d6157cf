import type { PlannedSource } from '../convert/index.ts'
import { type Op, type SourceOp, sourcesOf } from '../llb/index.ts'
import { BuildError } from '../source/index.ts'
import type { SourceDecisions } from './decisions.ts'
import { imageOf, kindOf, referenceOf, schemeOf } from './identifiers.ts'
import type { PlanSource } from './plan.ts'
import { pinnedImage, replacementImage } from './replacement.ts'

/** Where what a policy makes of a source goes. */
export interface SourceChanges {
  /** What was planned of it before it was looked up; undefined for what no FROM and no `--from` names. */
  readonly planned: PlannedSource | undefined
  readonly policy: string
  readonly decisions: SourceDecisions
  /** New ops for old ones; of what has no config, so that nothing has to be converted again. */
  readonly replacements: Map<Op, Op>
}

/** A source of the plan as one policy sees it. */
export function planSource(op: SourceOp, changes: SourceChanges): PlanSource {
  const { planned, policy, decisions, replacements } = changes
  const now = (): SourceOp => (replacements.get(op) as SourceOp | undefined) ?? op
  const redirect = (source: PlannedSource, choose: (identifier: string) => string): void => {
    const { identifier: before } = now()
    const reference = decisions.decide(source.key, policy, referenceOf(before), () => choose(before))
    if (reference === undefined) return
    // Until the file is converted again, the policy at least sees the new name.
    replacements.set(op, Object.freeze({ ...now(), identifier: `docker-image://${reference}` }))
  }
  const replace = (identifier: string, attrs?: PlanSource['attrs']): void => {
    const before = now()
    if (planned && kindOf(before.identifier) === 'image') {
      if (attrs) throw new BuildError('policy', `attributes of the image ${before.identifier} cannot be set`)
      redirect(planned, (image) => replacementImage(image, identifier))
      return
    }
    if (kindOf(before.identifier) === 'oci-layout') {
      throw new BuildError(
        'policy',
        `${before.identifier} is an image of the client's, and cannot be replaced`,
      )
    }
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
      if (planned) redirect(planned, (image) => pinnedImage(image, digest))
      else replace(`docker-image://${pinnedImage(now().identifier, digest)}`)
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

function digestOf(identifier: string, attrs: PlanSource['attrs']): string | undefined {
  return imageOf(identifier)?.digest ?? attrs['http.checksum']
}
