import { encodeBase64, type JsonValue, marshalJson } from '../../go/index.ts'
import { describeOp, digestOf, type JsonObject, type JsonValue as OpJson } from '../../llb/index.ts'
import { camelCase, metadataJson, sourceMapJson } from '../definition-json.ts'
import type { Subrequest } from './subrequest.ts'

/** `--call=convertllb`: the graph that a target becomes, as JSON. */
export const convertLlb: Subrequest = {
  name: 'frontend.convertllb',
  version: '0.1.0',
  description: 'Convert Dockerfile to LLB',
  opts: [],
  metadata: [{ name: 'result.json' }],
  unlisted: true,
  async handle(build) {
    const definition = build.marshal(await build.convert())
    const answer: JsonValue = {
      def: new Map(definition.def.map((bytes) => [digestOf(bytes, build.sha256), opJson(describeOp(bytes))])),
      metadata: new Map(
        [...definition.metadata].map(([digest, metadata]) => [digest, metadataJson(metadata, 'struct')]),
      ),
      source: definition.source === undefined ? {} : sourceMapJson(definition.source, 'message'),
    }
    return { 'result.json': marshalJson(answer, { indent: '  ' }) }
  },
}

/** Numbers of 32 bits; larger ones are written as text. */
const SMALL_NUMBERS: ReadonlySet<string> = new Set(['uid', 'gid', 'mode', 'byID', 'validExitCodes'])
/** Fields whose value is bytes. */
const BYTES: ReadonlySet<string> = new Set(['data', 'def'])
const encoder = new TextEncoder()

/** An op in the order in which the protocol declares its fields, which is not that of the wire. */
function opJson({ platform, constraints, ...op }: JsonObject): JsonValue {
  return messageJson({
    ...op,
    ...(platform === undefined ? {} : { platform }),
    ...(constraints === undefined ? {} : { constraints }),
  })
}

/** A described message in protobuf's own mapping to JSON. */
function messageJson(value: OpJson, field = ''): JsonValue {
  if (typeof value === 'number') return SMALL_NUMBERS.has(field) ? value : String(value)
  if (typeof value === 'string') return BYTES.has(field) ? encodeBase64(encoder.encode(value)) : value
  if (typeof value === 'boolean') return value
  if (isList(value)) return value.map((item) => messageJson(item, field))
  if (field === 'attrs') return new Map(Object.entries(value).map(([key, item]) => [key, messageJson(item)]))
  if (BYTES.has(field)) return String(value['base64'])
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [camelCase(key), messageJson(item, key)]),
  )
}

function isList(value: OpJson): value is readonly OpJson[] {
  return Array.isArray(value)
}
