// Made by scripts/build/generate-messages.ts from proto/. Do not edit.
import { MessageType } from '../../wire/index.ts'

export interface APICap {
  readonly ID: string
  readonly Enabled: boolean
  readonly Deprecated: boolean
  readonly DisabledReason: string
  readonly DisabledReasonMsg: string
  readonly DisabledAlternative: string
}
export const APICap: MessageType<APICap> = /* @__PURE__ */ new MessageType([
  [1, 'ID', 'string'],
  [2, 'Enabled', 'bool'],
  [3, 'Deprecated', 'bool'],
  [4, 'DisabledReason', 'string'],
  [5, 'DisabledReasonMsg', 'string'],
  [6, 'DisabledAlternative', 'string'],
])

export interface Any {
  readonly type_url: string
  readonly value: Uint8Array
}
export const Any: MessageType<Any> = /* @__PURE__ */ new MessageType([
  [1, 'type_url', 'string'],
  [2, 'value', 'bytes'],
])

export interface Attestation {
  readonly kind: number
  readonly metadata: ReadonlyMap<string, Uint8Array>
  readonly ref: Ref | undefined
  readonly path: string
  readonly inTotoPredicateType: string
  readonly inTotoSubjects: readonly InTotoSubject[]
}
export const Attestation: MessageType<Attestation> = /* @__PURE__ */ new MessageType([
  [1, 'kind', 'int32'],
  [2, 'metadata', 'bytes', 'map'],
  [3, 'ref', () => Ref],
  [4, 'path', 'string'],
  [5, 'inTotoPredicateType', 'string'],
  [6, 'inTotoSubjects', () => InTotoSubject, 'repeated'],
])

export interface Attestations {
  readonly attestation: readonly Attestation[]
}
export const Attestations: MessageType<Attestations> = /* @__PURE__ */ new MessageType([
  [1, 'attestation', () => Attestation, 'repeated'],
])

export interface CacheOptionsEntry {
  readonly Type: string
  readonly Attrs: ReadonlyMap<string, string>
}
export const CacheOptionsEntry: MessageType<CacheOptionsEntry> = /* @__PURE__ */ new MessageType([
  [1, 'Type', 'string'],
  [2, 'Attrs', 'string', 'map'],
])

export interface EvaluateRequest {
  readonly Ref: string
}
export const EvaluateRequest: MessageType<EvaluateRequest> = /* @__PURE__ */ new MessageType([
  [1, 'Ref', 'string'],
])

export interface EvaluateResponse {}
export const EvaluateResponse: MessageType<EvaluateResponse> = /* @__PURE__ */ new MessageType([])

export interface FileRange {
  readonly Offset: bigint
  readonly Length: bigint
}
export const FileRange: MessageType<FileRange> = /* @__PURE__ */ new MessageType([
  [1, 'Offset', 'int64'],
  [2, 'Length', 'int64'],
])

export interface InTotoSubject {
  readonly kind: number
  readonly digest: readonly string[]
  readonly name: string
}
export const InTotoSubject: MessageType<InTotoSubject> = /* @__PURE__ */ new MessageType([
  [1, 'kind', 'int32'],
  [2, 'digest', 'string', 'repeated'],
  [3, 'name', 'string'],
])

export interface InputsRequest {}
export const InputsRequest: MessageType<InputsRequest> = /* @__PURE__ */ new MessageType([])

export interface InputsResponse {
  readonly Definitions: ReadonlyMap<string, Uint8Array>
}
export const InputsResponse: MessageType<InputsResponse> = /* @__PURE__ */ new MessageType([
  [1, 'Definitions', 'bytes', 'map'],
])

export interface PingRequest {}
export const PingRequest: MessageType<PingRequest> = /* @__PURE__ */ new MessageType([])

export interface Platform {
  readonly Architecture: string
  readonly OS: string
  readonly Variant: string
  readonly OSVersion: string
  readonly OSFeatures: readonly string[]
}
export const Platform: MessageType<Platform> = /* @__PURE__ */ new MessageType([
  [1, 'Architecture', 'string'],
  [2, 'OS', 'string'],
  [3, 'Variant', 'string'],
  [4, 'OSVersion', 'string'],
  [5, 'OSFeatures', 'string', 'repeated'],
])

export interface PongResponse {
  readonly FrontendAPICaps: readonly APICap[]
  readonly LLBCaps: readonly APICap[]
}
export const PongResponse: MessageType<PongResponse> = /* @__PURE__ */ new MessageType([
  [1, 'FrontendAPICaps', () => APICap, 'repeated'],
  [2, 'LLBCaps', () => APICap, 'repeated'],
])

export interface Position {
  readonly line: number
  readonly character: number
}
export const Position: MessageType<Position> = /* @__PURE__ */ new MessageType([
  [1, 'line', 'int32'],
  [2, 'character', 'int32'],
])

export interface Range {
  readonly start: Position | undefined
  readonly end: Position | undefined
}
export const Range: MessageType<Range> = /* @__PURE__ */ new MessageType([
  [1, 'start', () => Position],
  [2, 'end', () => Position],
])

export interface ReadDirRequest {
  readonly Ref: string
  readonly DirPath: string
  readonly IncludePattern: string
}
export const ReadDirRequest: MessageType<ReadDirRequest> = /* @__PURE__ */ new MessageType([
  [1, 'Ref', 'string'],
  [2, 'DirPath', 'string'],
  [3, 'IncludePattern', 'string'],
])

export interface ReadDirResponse {
  readonly entries: readonly Stat[]
}
export const ReadDirResponse: MessageType<ReadDirResponse> = /* @__PURE__ */ new MessageType([
  [1, 'entries', () => Stat, 'repeated'],
])

export interface ReadFileRequest {
  readonly Ref: string
  readonly FilePath: string
  readonly Range: FileRange | undefined
}
export const ReadFileRequest: MessageType<ReadFileRequest> = /* @__PURE__ */ new MessageType([
  [1, 'Ref', 'string'],
  [2, 'FilePath', 'string'],
  [3, 'Range', () => FileRange],
])

export interface ReadFileResponse {
  readonly Data: Uint8Array
}
export const ReadFileResponse: MessageType<ReadFileResponse> = /* @__PURE__ */ new MessageType([
  [1, 'Data', 'bytes'],
])

export interface Ref {
  readonly id: string
}
export const Ref: MessageType<Ref> = /* @__PURE__ */ new MessageType([
  [1, 'id', 'string'],
])

export interface RefMap {
  readonly refs: ReadonlyMap<string, Ref>
}
export const RefMap: MessageType<RefMap> = /* @__PURE__ */ new MessageType([
  [1, 'refs', () => Ref, 'map'],
])

export interface RefMapDeprecated {
  readonly refs: ReadonlyMap<string, string>
}
export const RefMapDeprecated: MessageType<RefMapDeprecated> = /* @__PURE__ */ new MessageType([
  [1, 'refs', 'string', 'map'],
])

export interface ResolveImageConfigRequest {
  readonly Ref: string
  readonly Platform: Platform | undefined
  readonly ResolveMode: string
  readonly LogName: string
  readonly ResolverType: number
  readonly SessionID: string
  readonly StoreID: string
}
export const ResolveImageConfigRequest: MessageType<ResolveImageConfigRequest> = /* @__PURE__ */ new MessageType([
  [1, 'Ref', 'string'],
  [2, 'Platform', () => Platform],
  [3, 'ResolveMode', 'string'],
  [4, 'LogName', 'string'],
  [5, 'ResolverType', 'int32'],
  [6, 'SessionID', 'string'],
  [7, 'StoreID', 'string'],
])

export interface ResolveImageConfigResponse {
  readonly Digest: string
  readonly Config: Uint8Array
  readonly Ref: string
}
export const ResolveImageConfigResponse: MessageType<ResolveImageConfigResponse> = /* @__PURE__ */ new MessageType([
  [1, 'Digest', 'string'],
  [2, 'Config', 'bytes'],
  [3, 'Ref', 'string'],
])

export interface ResolveSourceGitRequest {
  readonly ReturnObject: boolean
}
export const ResolveSourceGitRequest: MessageType<ResolveSourceGitRequest> = /* @__PURE__ */ new MessageType([
  [1, 'ReturnObject', 'bool'],
])

export interface ResolveSourceGitResponse {
  readonly Checksum: string
  readonly Ref: string
  readonly CommitChecksum: string
  readonly CommitObject: Uint8Array
  readonly TagObject: Uint8Array
}
export const ResolveSourceGitResponse: MessageType<ResolveSourceGitResponse> = /* @__PURE__ */ new MessageType([
  [1, 'Checksum', 'string'],
  [2, 'Ref', 'string'],
  [3, 'CommitChecksum', 'string'],
  [4, 'CommitObject', 'bytes'],
  [5, 'TagObject', 'bytes'],
])

export interface ResolveSourceHTTPResponse {
  readonly Checksum: string
  readonly Filename: string
  readonly LastModified: Timestamp | undefined
}
export const ResolveSourceHTTPResponse: MessageType<ResolveSourceHTTPResponse> = /* @__PURE__ */ new MessageType([
  [1, 'Checksum', 'string'],
  [2, 'Filename', 'string'],
  [3, 'LastModified', () => Timestamp],
])

export interface ResolveSourceImageRequest {
  readonly NoConfig: boolean
}
export const ResolveSourceImageRequest: MessageType<ResolveSourceImageRequest> = /* @__PURE__ */ new MessageType([
  [1, 'NoConfig', 'bool'],
])

export interface ResolveSourceImageResponse {
  readonly Digest: string
  readonly Config: Uint8Array
}
export const ResolveSourceImageResponse: MessageType<ResolveSourceImageResponse> = /* @__PURE__ */ new MessageType([
  [1, 'Digest', 'string'],
  [2, 'Config', 'bytes'],
])

export interface ResolveSourceMetaRequest {
  readonly Source: SourceOp | undefined
  readonly Platform: Platform | undefined
  readonly LogName: string
  readonly ResolveMode: string
  readonly Git: ResolveSourceGitRequest | undefined
  readonly Image: ResolveSourceImageRequest | undefined
}
export const ResolveSourceMetaRequest: MessageType<ResolveSourceMetaRequest> = /* @__PURE__ */ new MessageType([
  [1, 'Source', () => SourceOp],
  [2, 'Platform', () => Platform],
  [3, 'LogName', 'string'],
  [4, 'ResolveMode', 'string'],
  [5, 'Git', () => ResolveSourceGitRequest],
  [6, 'Image', () => ResolveSourceImageRequest],
])

export interface ResolveSourceMetaResponse {
  readonly Source: SourceOp | undefined
  readonly Image: ResolveSourceImageResponse | undefined
  readonly Git: ResolveSourceGitResponse | undefined
  readonly HTTP: ResolveSourceHTTPResponse | undefined
}
export const ResolveSourceMetaResponse: MessageType<ResolveSourceMetaResponse> = /* @__PURE__ */ new MessageType([
  [1, 'Source', () => SourceOp],
  [2, 'Image', () => ResolveSourceImageResponse],
  [3, 'Git', () => ResolveSourceGitResponse],
  [4, 'HTTP', () => ResolveSourceHTTPResponse],
])

export interface Result {
  readonly refDeprecated: string | undefined
  readonly refsDeprecated: RefMapDeprecated | undefined
  readonly ref: Ref | undefined
  readonly refs: RefMap | undefined
  readonly metadata: ReadonlyMap<string, Uint8Array>
  readonly attestations: ReadonlyMap<string, Attestations>
}
export const Result: MessageType<Result> = /* @__PURE__ */ new MessageType([
  [1, 'refDeprecated', 'string', 'optional'],
  [2, 'refsDeprecated', () => RefMapDeprecated, 'optional'],
  [3, 'ref', () => Ref, 'optional'],
  [4, 'refs', () => RefMap, 'optional'],
  [10, 'metadata', 'bytes', 'map'],
  [12, 'attestations', () => Attestations, 'map'],
])

export interface ReturnRequest {
  readonly result: Result | undefined
  readonly error: Status | undefined
}
export const ReturnRequest: MessageType<ReturnRequest> = /* @__PURE__ */ new MessageType([
  [1, 'result', () => Result],
  [2, 'error', () => Status],
])

export interface ReturnResponse {}
export const ReturnResponse: MessageType<ReturnResponse> = /* @__PURE__ */ new MessageType([])

export interface SolveRequest {
  readonly Definition: Uint8Array | undefined
  readonly Frontend: string
  readonly FrontendOpt: ReadonlyMap<string, string>
  readonly allowResultReturn: boolean
  readonly allowResultArrayRef: boolean
  readonly Final: boolean
  readonly ExporterAttr: Uint8Array
  readonly CacheImports: readonly CacheOptionsEntry[]
  readonly FrontendInputs: ReadonlyMap<string, Uint8Array>
  readonly Evaluate: boolean
}
export const SolveRequest: MessageType<SolveRequest> = /* @__PURE__ */ new MessageType([
  [1, 'Definition', 'bytes', 'optional'],
  [2, 'Frontend', 'string'],
  [3, 'FrontendOpt', 'string', 'map'],
  [5, 'allowResultReturn', 'bool'],
  [6, 'allowResultArrayRef', 'bool'],
  [10, 'Final', 'bool'],
  [11, 'ExporterAttr', 'bytes'],
  [12, 'CacheImports', () => CacheOptionsEntry, 'repeated'],
  [13, 'FrontendInputs', 'bytes', 'map'],
  [14, 'Evaluate', 'bool'],
])

export interface SolveResponse {
  readonly ref: string
  readonly result: Result | undefined
}
export const SolveResponse: MessageType<SolveResponse> = /* @__PURE__ */ new MessageType([
  [1, 'ref', 'string'],
  [3, 'result', () => Result],
])

export interface SourceInfo {
  readonly filename: string
  readonly data: Uint8Array
  readonly definition: Uint8Array | undefined
  readonly language: string
}
export const SourceInfo: MessageType<SourceInfo> = /* @__PURE__ */ new MessageType([
  [1, 'filename', 'string'],
  [2, 'data', 'bytes'],
  [3, 'definition', 'bytes', 'optional'],
  [4, 'language', 'string'],
])

export interface SourceOp {
  readonly identifier: string
  readonly attrs: ReadonlyMap<string, string>
}
export const SourceOp: MessageType<SourceOp> = /* @__PURE__ */ new MessageType([
  [1, 'identifier', 'string'],
  [2, 'attrs', 'string', 'map'],
])

export interface Stat {
  readonly path: string
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly size: bigint
  readonly modTime: bigint
  readonly linkname: string
}
export const Stat: MessageType<Stat> = /* @__PURE__ */ new MessageType([
  [1, 'path', 'string'],
  [2, 'mode', 'uint32'],
  [3, 'uid', 'uint32'],
  [4, 'gid', 'uint32'],
  [5, 'size', 'int64'],
  [6, 'modTime', 'int64'],
  [7, 'linkname', 'string'],
])

export interface StatFileRequest {
  readonly Ref: string
  readonly Path: string
}
export const StatFileRequest: MessageType<StatFileRequest> = /* @__PURE__ */ new MessageType([
  [1, 'Ref', 'string'],
  [2, 'Path', 'string'],
])

export interface StatFileResponse {
  readonly stat: Stat | undefined
}
export const StatFileResponse: MessageType<StatFileResponse> = /* @__PURE__ */ new MessageType([
  [1, 'stat', () => Stat],
])

export interface Status {
  readonly code: number
  readonly message: string
  readonly details: readonly Any[]
}
export const Status: MessageType<Status> = /* @__PURE__ */ new MessageType([
  [1, 'code', 'int32'],
  [2, 'message', 'string'],
  [3, 'details', () => Any, 'repeated'],
])

export interface Timestamp {
  readonly seconds: bigint
  readonly nanos: number
}
export const Timestamp: MessageType<Timestamp> = /* @__PURE__ */ new MessageType([
  [1, 'seconds', 'int64'],
  [2, 'nanos', 'int32'],
])

export interface WarnRequest {
  readonly digest: string
  readonly level: bigint
  readonly short: Uint8Array
  readonly detail: readonly Uint8Array[]
  readonly url: string
  readonly info: SourceInfo | undefined
  readonly ranges: readonly Range[]
}
export const WarnRequest: MessageType<WarnRequest> = /* @__PURE__ */ new MessageType([
  [1, 'digest', 'string'],
  [2, 'level', 'int64'],
  [3, 'short', 'bytes'],
  [4, 'detail', 'bytes', 'repeated'],
  [5, 'url', 'string'],
  [6, 'info', () => SourceInfo],
  [7, 'ranges', () => Range, 'repeated'],
])

export interface WarnResponse {}
export const WarnResponse: MessageType<WarnResponse> = /* @__PURE__ */ new MessageType([])

/** The calls of moby.buildkit.v1.frontend.LLBBridge. */
export const llbBridge = {
  Ping: { path: '/moby.buildkit.v1.frontend.LLBBridge/Ping', request: PingRequest, response: PongResponse },
  Inputs: { path: '/moby.buildkit.v1.frontend.LLBBridge/Inputs', request: InputsRequest, response: InputsResponse },
  Solve: { path: '/moby.buildkit.v1.frontend.LLBBridge/Solve', request: SolveRequest, response: SolveResponse },
  ReadFile: { path: '/moby.buildkit.v1.frontend.LLBBridge/ReadFile', request: ReadFileRequest, response: ReadFileResponse },
  ReadDir: { path: '/moby.buildkit.v1.frontend.LLBBridge/ReadDir', request: ReadDirRequest, response: ReadDirResponse },
  StatFile: { path: '/moby.buildkit.v1.frontend.LLBBridge/StatFile', request: StatFileRequest, response: StatFileResponse },
  Evaluate: { path: '/moby.buildkit.v1.frontend.LLBBridge/Evaluate', request: EvaluateRequest, response: EvaluateResponse },
  ResolveImageConfig: { path: '/moby.buildkit.v1.frontend.LLBBridge/ResolveImageConfig', request: ResolveImageConfigRequest, response: ResolveImageConfigResponse },
  ResolveSourceMeta: { path: '/moby.buildkit.v1.frontend.LLBBridge/ResolveSourceMeta', request: ResolveSourceMetaRequest, response: ResolveSourceMetaResponse },
  Warn: { path: '/moby.buildkit.v1.frontend.LLBBridge/Warn', request: WarnRequest, response: WarnResponse },
  Return: { path: '/moby.buildkit.v1.frontend.LLBBridge/Return', request: ReturnRequest, response: ReturnResponse },
} as const
