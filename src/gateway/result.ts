import type { Encodable } from '../wire/index.ts'
import type { Attestation, BuildResult, Ref } from './client.ts'
import type * as wire from './generated/messages.ts'

/** Makes the handle of a reference that a message names. */
export type RefMaker = (id: string) => Ref

/** A solved result as a response carries it. Absent references, and empty ones, stand for scratch. */
export function resultFromWire(message: wire.Result, makeRef: RefMaker): BuildResult {
  const optional = (id: string | undefined) => (id === undefined || id === '' ? undefined : makeRef(id))
  const named = (entries: Iterable<readonly [string, string]>) =>
    new Map([...entries].map(([name, id]) => [name, optional(id)] as const))
  const attestations = new Map<string, readonly Attestation[]>()
  for (const [platform, { attestation }] of message.attestations) {
    attestations.set(
      platform,
      attestation.map((one) => attestationFromWire(one, optional(one.ref?.id))),
    )
  }
  const refs = message.refs
    ? named([...message.refs.refs].map(([name, ref]) => [name, ref.id] as const))
    : message.refsDeprecated && named(message.refsDeprecated.refs)
  return {
    metadata: message.metadata,
    ...(refs ? { refs } : { ref: optional(message.ref?.id ?? message.refDeprecated) }),
    ...(attestations.size > 0 ? { attestations } : {}),
  }
}

function attestationFromWire(message: wire.Attestation, ref: Ref | undefined): Attestation {
  return {
    kind: message.kind === 1 ? 'bundle' : 'in-toto',
    ...(ref ? { ref } : {}),
    path: message.path,
    predicateType: message.inTotoPredicateType,
    metadata: message.metadata,
    subjects: message.inTotoSubjects.map(({ kind, name, digest }) => ({
      kind: kind === 1 ? ('raw' as const) : ('self' as const),
      name,
      digests: digest,
    })),
  }
}

/**
 * A result as `Return` carries it.
 * @param refArrays whether the daemon takes references as messages; older ones take bare ids
 */
export function resultToWire(result: BuildResult, refArrays: boolean): Encodable<wire.Result> {
  return {
    ...refsToWire(result, refArrays),
    metadata: result.metadata,
    attestations:
      result.attestations &&
      [...result.attestations]
        .filter(([, attestations]) => attestations.length > 0)
        .map(
          ([platform, attestations]) =>
            [platform, { attestation: attestations.map(attestationToWire) }] as const,
        ),
  }
}

function refsToWire({ ref, refs }: BuildResult, refArrays: boolean): Encodable<wire.Result> {
  const id = ref?.id ?? ''
  if (!refs) return refArrays ? { ref: { id } } : { refDeprecated: id }
  const ids = [...refs].map(([name, one]) => [name, one?.id ?? ''] as const)
  if (!refArrays) return { refsDeprecated: { refs: ids } }
  return { refs: { refs: ids.map(([name, one]) => [name, { id: one }] as const) } }
}

function attestationToWire(attestation: Attestation): Encodable<wire.Attestation> {
  return {
    kind: attestation.kind === 'bundle' ? 1 : 0,
    metadata: attestation.metadata,
    ref: { id: attestation.ref?.id ?? '' },
    path: attestation.path,
    inTotoPredicateType: attestation.predicateType,
    inTotoSubjects: attestation.subjects.map(({ kind, name, digests }) => ({
      kind: kind === 'raw' ? 1 : 0,
      name,
      digest: digests,
    })),
  }
}

/** Every reference of a result, those of its attestations included. */
export function* eachRef({ ref, refs, attestations }: BuildResult): Generator<Ref> {
  if (ref) yield ref
  for (const one of refs?.values() ?? []) if (one) yield one
  for (const list of attestations?.values() ?? []) {
    for (const attestation of list) if (attestation.ref) yield attestation.ref
  }
}
