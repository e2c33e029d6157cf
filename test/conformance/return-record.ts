import type { ErrorRecord, ResultRecord } from './transcript.ts'
import { showRange, type WireRange } from './wire-messages.ts'

interface WireRef {
  readonly id?: string
}

export interface WireResult {
  readonly ref?: WireRef
  readonly refs?: { readonly refs?: Readonly<Record<string, WireRef>> }
  /** Forms for daemons without `proto.refarray`. */
  readonly refDeprecated?: string
  readonly refsDeprecated?: { readonly refs?: Readonly<Record<string, string>> }
  readonly metadata?: Readonly<Record<string, Uint8Array>>
  readonly attestations?: Readonly<
    Record<
      string,
      {
        readonly attestation?: readonly {
          readonly kind?: number
          readonly path?: string
          readonly inTotoPredicateType?: string
          readonly ref?: WireRef
          readonly metadata?: Readonly<Record<string, Uint8Array>>
        }[]
      }
    >
  >
}

export interface WireStatus {
  readonly code: number
  readonly message: string
  readonly details?: readonly { readonly type_url: string; readonly value?: Uint8Array }[]
}

/** A result in comparable form; `digestOf` knows the graph behind a reference. */
export function recordResult(result: WireResult, digestOf: (id: string) => string | undefined): ResultRecord {
  const show = (ref: WireRef | undefined): string | null => (ref?.id ? (digestOf(ref.id) ?? '?') : null)
  const refs = result.refs?.refs ?? mapValues(result.refsDeprecated?.refs ?? {}, (id): WireRef => ({ id }))
  const ref = result.ref ?? (result.refDeprecated ? { id: result.refDeprecated } : undefined)
  return {
    ref: ref ? show(ref) : undefined,
    refs: result.refs || result.refsDeprecated ? mapValues(refs, show) : undefined,
    metadata: mapValues(result.metadata ?? {}, jsonOrText),
    attestations:
      result.attestations &&
      mapValues(result.attestations, ({ attestation }) =>
        (attestation ?? []).map((item) => ({
          kind: item.kind ?? 0,
          path: item.path,
          type: item.inTotoPredicateType,
          ref: show(item.ref),
          metadata: mapValues(item.metadata ?? {}, (value) => Buffer.from(value).toString()),
        })),
      ),
  }
}

/** An error in comparable form. Stack traces tell of the build of a program, so that they are left out. */
export function recordError({ code, message, details = [] }: WireStatus): ErrorRecord {
  return {
    code,
    message,
    details: details.map(({ type_url }) => type_url).filter((url) => !/stack/i.test(url)),
    sources: details.filter(({ type_url }) => /errdefs[./]source/i.test(type_url)).map(recordSource),
  }
}

function recordSource({ value }: { readonly value?: Uint8Array }): unknown {
  const text = Buffer.from(value ?? []).toString()
  try {
    const { info, ranges } = JSON.parse(text) as {
      readonly info?: { readonly filename?: string }
      readonly ranges?: readonly WireRange[]
    }
    return { filename: info?.filename, ranges: (ranges ?? []).map(showRange) }
  } catch {
    return text.slice(0, 200)
  }
}

function jsonOrText(value: Uint8Array): unknown {
  const text = Buffer.from(value).toString()
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function mapValues<From, To>(
  values: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]))
}
