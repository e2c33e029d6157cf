/**
 * LLB: the graph of ops that a daemon runs, without any knowledge of Dockerfiles.
 *
 * - **The graph** (op.ts) is made of frozen values. An `Output` is one result of an op, `null` is scratch. The
 *   functions in construct/ make ops; they alone know attribute names, identifiers and which capabilities a
 *   source needs. An op stands for itself: nothing is looked up by name, and sharing an `Output` shares the work.
 * - **Marshalling** (marshal.ts) walks the graph inputs first on a stack of its own (walk.ts, vertex.ts), and
 *   encodes and hashes each op once (encode/). Ops are remembered with their bytes for as long as they live, by
 *   what the bytes depend on: the default platform, and whether the daemon sets PATH. Ops with the same digest
 *   are one in the definition, their metadata and places joined.
 * - **Bytes** (encode/): cache keys are made of digests, so the order of fields is part of what an op is. Fields
 *   stand in the order of their numbers, members of a oneof behind all others, maps sorted by key.
 * - **Definitions from outside** (imported/) are parts of a graph like any other op; their bytes stay as they are.
 * - **describe/** turns bytes into JSON with the protocol's names, by a table of the protocol's messages.
 *
 * Adding a kind of op: its type in op.ts, a function in construct/, its encoder in encode/ and a case in
 * encode/op-encoder.ts and vertex.ts (the compiler names both), its message in describe/schema.ts.
 *
 * ```ts
 * const base = image('alpine')
 * const { root } = exec({ root: base, args: ['/bin/true'] })
 * const definition = marshal(root, { platform: { os: 'linux', architecture: 'amd64' } })
 * ```
 *
 * @module
 */

export { type GitRef, parseGitRef } from '../git-url/index.ts'
export { caps } from './caps.ts'
export type * from './constraints.ts'
export { deferred } from './construct/deferred.ts'
export { diff } from './construct/diff.ts'
export { type Exec, type ExecFields, exec } from './construct/exec.ts'
export { file } from './construct/file.ts'
export { fromDefinition } from './construct/from-definition.ts'
export { type GitCalls, type GitOptions, type GitRemote, git } from './construct/git.ts'
export { type HttpOptions, http } from './construct/http.ts'
export { type ImageOptions, image } from './construct/image.ts'
export { type LocalOptions, local } from './construct/local.ts'
export { merge } from './construct/merge.ts'
export { type OciLayoutOptions, ociLayout } from './construct/oci-layout.ts'
export { parseOwnership } from './construct/ownership.ts'
export { source } from './construct/source.ts'
export { decodeDefinition } from './decode-definition.ts'
export type { Definition, OpMetadata, SourceInfo, SourceMap } from './definition.ts'
export type { JsonObject, JsonValue } from './describe/decode-message.ts'
export {
  type DescribedDefinition,
  type DescribedOp,
  describeDefinition,
  describeOp,
} from './describe/describe.ts'
export { digestOf } from './digest.ts'
export { encodeDefinition } from './encode-definition.ts'
export { type SourceIdentity, sourcesOf } from './imported/read-source.ts'
export { marshal } from './marshal.ts'
export type { CapSet, MarshalOptions, Sha256 } from './marshal-options.ts'
export type * from './op.ts'
export { platformOf } from './platform-of.ts'
export { opsOf, replaceOps, settleOutput } from './rewrite.ts'
export { sha256 } from './sha256.ts'
