import { createHash } from 'node:crypto'
import { protos } from '../gateway/bridge-server.ts'
import type { DescribedDefinition, DescribedMetadata } from './transcript.ts'

/** `pb.Definition` as the wire library decodes it. */
export interface WireDefinition {
  readonly def?: readonly Uint8Array[]
  readonly metadata?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly Source?: {
    readonly locations?: Readonly<
      Record<
        string,
        { readonly locations?: readonly { readonly sourceIndex?: number; readonly ranges?: WireRange[] }[] }
      >
    >
    readonly infos?: readonly WireSourceInfo[]
  }
}

export interface WireSourceInfo {
  readonly filename?: string
  readonly data?: Uint8Array | string
  readonly definition?: WireDefinition
  readonly language?: string
}

export interface WireRange {
  readonly start?: { readonly line?: number; readonly character?: number }
  readonly end?: { readonly line?: number; readonly character?: number }
}

/** `pb.Op`, the parts that a daemon looks into. */
export interface WireOp {
  readonly inputs?: readonly { readonly digest: string; readonly index?: number }[]
  readonly source?: { readonly identifier: string; readonly attrs?: Readonly<Record<string, string>> }
  readonly file?: {
    readonly actions: readonly {
      readonly secondaryInput?: number
      readonly copy?: { readonly src?: string; readonly attemptUnpackDockerCompatibility?: boolean }
    }[]
  }
}

const opType = protos.lookupType('pb.Op')
const plain = { longs: Number, enums: Number, bytes: Buffer, defaults: false }

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function decodeOp(bytes: Uint8Array): WireOp {
  return opType.toObject(opType.decode(bytes), plain) as WireOp
}

/** The bytes of an op that is written as JSON. */
export function encodeOp(op: object): Buffer {
  return Buffer.from(opType.encode(opType.fromObject(op)).finish())
}

/** Names a range the way that recordings do: `line.column-line.column`. */
export function showRange({ start, end }: WireRange): string {
  return `${start?.line ?? 0}.${start?.character ?? 0}-${end?.line ?? 0}.${end?.character ?? 0}`
}

/** A definition in comparable form. */
export function describe(definition: WireDefinition): DescribedDefinition {
  const ops = (definition.def ?? []).map((bytes) => ({
    digest: `sha256:${sha256(bytes)}`,
    op: withText(decodeOp(bytes)),
  }))
  const { Source: source } = definition
  return {
    ops,
    metadata: describeMetadata(
      definition.metadata ?? {},
      ops.map(({ digest }) => digest),
    ),
    source: source
      ? {
          locations: describeLocations(source.locations ?? {}),
          infos: (source.infos ?? []).map(describeInfo),
        }
      : null,
  }
}

/** Random ids of progress groups become numbers, in the order of the ops. */
function describeMetadata(
  metadata: NonNullable<WireDefinition['metadata']>,
  digests: readonly string[],
): Record<string, DescribedMetadata> {
  const groups = new Map<string, string>()
  const described: Record<string, DescribedMetadata> = {}
  for (const digest of digests) {
    const entry = metadata[digest]
    if (!entry) continue
    const { caps, progress_group: group, ...rest } = entry
    const id = (group as { readonly id?: string } | undefined)?.id
    if (id && !groups.has(id)) groups.set(id, `pg#${groups.size}`)
    described[digest] = {
      ...rest,
      ...(caps ? { caps: Object.keys(caps).sort() } : {}),
      ...(group ? { progress_group: { ...group, ...(id ? { id: groups.get(id) } : {}) } } : {}),
    }
  }
  for (const digest of Object.keys(metadata)) {
    if (!described[digest]) described[digest] = { stray: true, ...metadata[digest] }
  }
  return described
}

type WireSource = NonNullable<WireDefinition['Source']>

function describeLocations(
  locations: NonNullable<WireSource['locations']>,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(locations).map(([digest, list]) => [
      digest,
      (list.locations ?? []).map(
        ({ sourceIndex, ranges }) => `${sourceIndex ?? 0}:${(ranges ?? []).map(showRange).join(',')}`,
      ),
    ]),
  )
}

function describeInfo(info: WireSourceInfo): unknown {
  return {
    filename: info.filename,
    language: info.language,
    data: sha256(info.data ?? ''),
    definition: info.definition ? describe(info.definition).ops.map(({ digest }) => digest) : null,
  }
}

/** Bytes as text of one character for each byte, so that values can be printed and compared. */
function withText(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return value.toString('latin1')
  if (Array.isArray(value)) return value.map(withText)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withText(part)]))
}
