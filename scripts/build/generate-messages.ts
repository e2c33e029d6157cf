/**
 * Writes src/gateway/generated/messages.ts from proto/: an interface and a codec for each message that the
 * gateway client sends or receives. `--check` only tells whether the file is fresh (exit status 1: it is not).
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import protobuf from 'protobufjs'

const protoRoot = fileURLToPath(new URL('../../proto/', import.meta.url))
const target = fileURLToPath(new URL('../../src/gateway/generated/messages.ts', import.meta.url))

const service = 'moby.buildkit.v1.frontend.LLBBridge'
/** Methods that nothing of ours calls. */
const omittedMethods = new Set([
  'NewContainer',
  'ReleaseContainer',
  'ExecProcess',
  'ReadFileContainer',
  'ReadDirContainer',
  'StatFileContainer',
])
/** Fields that are never set nor looked at: decoding passes over them. A Ref's def is the whole graph again. */
const omittedFields = new Set([
  'Ref.def',
  'PongResponse.Workers',
  'ReadFileRequest.MountIndex',
  'ReadDirRequest.MountIndex',
  'StatFileRequest.MountIndex',
  'SolveRequest.SourcePolicies',
  'ResolveImageConfigRequest.SourcePolicies',
  'ResolveSourceMetaRequest.SourcePolicies',
  'ResolveSourceMetaRequest.HTTP',
  'ResolveSourceImageRequest.AttestationChain',
  'ResolveSourceImageRequest.ResolveAttestations',
  'ResolveSourceImageResponse.AttestationChain',
  'ResolveSourceHTTPResponse.ChecksumResponse',
  'Stat.xattrs',
  'Stat.devmajor',
  'Stat.devminor',
])
/** Messages that stay bytes: LLB has its own encoder, which minds the order of fields. */
const opaque = new Set(['.pb.Definition'])
/** Messages that travel on their own, in headers rather than in a call. */
const extraRoots = ['google.rpc.Status']

const scalars = new Set(['string', 'bytes', 'bool', 'int32', 'uint32', 'int64', 'uint64'])

function loadProtos(): protobuf.Root {
  const root = new protobuf.Root()
  root.resolvePath = (_origin, path) => (path.startsWith('google/protobuf/') ? path : `${protoRoot}${path}`)
  root.loadSync('github.com/moby/buildkit/frontend/gateway/pb/gateway.proto', { keepCase: true })
  root.resolveAll()
  return root
}

function fieldsOf(type: protobuf.Type): readonly protobuf.Field[] {
  return type.fieldsArray
    .filter((field) => !omittedFields.has(`${type.name}.${field.name}`))
    .sort((a, b) => a.id - b.id)
}

/** The message that a field holds; undefined for scalars and for what stays bytes. */
function messageOf(field: protobuf.Field): protobuf.Type | undefined {
  const type = field.resolvedType
  return type instanceof protobuf.Type && !opaque.has(type.fullName) ? type : undefined
}

function reachableTypes(roots: readonly protobuf.Type[]): readonly protobuf.Type[] {
  const found = new Map<string, protobuf.Type>()
  const queue = [...roots]
  for (let type = queue.shift(); type; type = queue.shift()) {
    const known = found.get(type.name)
    if (known === type) continue
    if (known) throw new Error(`two messages are named ${type.name}`)
    found.set(type.name, type)
    for (const field of fieldsOf(type)) {
      const message = messageOf(field)
      if (message) queue.push(message)
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

function tsType(field: protobuf.Field): string {
  const message = messageOf(field)
  if (message) return message.name
  if (field.resolvedType instanceof protobuf.Type) return 'Uint8Array'
  if (field.resolvedType) return 'number'
  switch (field.type) {
    case 'string':
      return 'string'
    case 'bytes':
      return 'Uint8Array'
    case 'bool':
      return 'boolean'
    case 'int64':
    case 'uint64':
      return 'bigint'
    default:
      return 'number'
  }
}

function shapeOf(field: protobuf.Field): string | undefined {
  if (field.map) return 'map'
  if (field.repeated) return 'repeated'
  const stays = field.resolvedType instanceof protobuf.Type && !messageOf(field)
  return field.partOf || stays ? 'optional' : undefined
}

function printMember(field: protobuf.Field): string {
  const type = tsType(field)
  if (field.map) return `  readonly ${field.name}: ReadonlyMap<string, ${type}>`
  if (field.repeated) return `  readonly ${field.name}: readonly ${type}[]`
  const optional = shapeOf(field) === 'optional' || messageOf(field)
  return `  readonly ${field.name}: ${type}${optional ? ' | undefined' : ''}`
}

function printField(field: protobuf.Field): string {
  const message = messageOf(field)
  const scalar =
    field.resolvedType instanceof protobuf.Type ? 'bytes' : field.resolvedType ? 'int32' : field.type
  if (!message && !scalars.has(scalar)) throw new Error(`${field.fullName} has type ${field.type}`)
  const shape = shapeOf(field)
  return `  [${field.id}, '${field.name}', ${message ? `() => ${message.name}` : `'${scalar}'`}${shape ? `, '${shape}'` : ''}],`
}

function printType(type: protobuf.Type): string {
  const fields = fieldsOf(type)
  const members = fields.map(printMember).join('\n')
  const body = fields.length === 0 ? '{}' : `{\n${members}\n}`
  const rows = fields.length === 0 ? '[]' : `[\n${fields.map(printField).join('\n')}\n]`
  const name = type.name
  return `export interface ${name} ${body}\nexport const ${name}: MessageType<${name}> = /* @__PURE__ */ new MessageType(${rows})\n`
}

function generate(): string {
  const root = loadProtos()
  const methods = root
    .lookupService(service)
    .methodsArray.filter((method) => !omittedMethods.has(method.name))
  const roots = methods.flatMap(({ resolvedRequestType, resolvedResponseType }) =>
    [resolvedRequestType, resolvedResponseType].filter((type) => type !== null),
  )
  const types = reachableTypes([...roots, ...extraRoots.map((name) => root.lookupType(name))])
  const table = methods.map(
    ({ name, requestType, responseType }) =>
      `  ${name}: { path: '/${service}/${name}', request: ${requestType}, response: ${responseType} },`,
  )
  return `// Made by scripts/build/generate-messages.ts from proto/. Do not edit.
import { MessageType } from '../../wire/index.ts'

${types.map(printType).join('\n')}
/** The calls of ${service}. */
export const llbBridge = {
${table.join('\n')}
} as const
`
}

const fresh = generate()
if (!process.argv.includes('--check')) {
  writeFileSync(target, fresh)
} else if (readFileSync(target, 'utf8') !== fresh) {
  console.error('src/gateway/generated/messages.ts is stale: run `npm run generate`')
  process.exitCode = 1
}
