import {
  type APICap,
  type FileRange,
  llbBridge,
  PongResponse,
  ReadFileRequest,
  ReadFileResponse,
  ResolveImageConfigResponse,
  ResolveSourceMetaRequest,
  ResolveSourceMetaResponse,
  ReturnRequest,
  SolveResponse,
  StatFileRequest,
  StatFileResponse,
} from '../../../src/gateway/generated/messages.ts'
import { knownGatewayCaps, knownLlbCaps } from '../../../src/gateway/known-caps.ts'
import { fileOf, imageConfigOf, type Scenario } from './scenario.ts'

const notFound = 5
const resourceExhausted = 8
const unimplemented = 12
/** What BuildKit takes in one message. */
const largestMessage = 16 * 1024 * 1024

/** A status in place of an answer. */
export interface Refusal {
  readonly code: number
  readonly message: string
}

/** What a frontend returned. */
export interface Returned {
  readonly result: boolean
  readonly error: string | undefined
  /** The type URLs of the error's details. */
  readonly details: readonly string[]
}

/** A daemon that has what a scenario says, takes any graph that BuildKit would take, and builds nothing. */
export class ScenarioDaemon {
  readonly #scenario: Scenario
  #refs = 0
  #returned: Returned | undefined

  constructor(scenario: Scenario) {
    this.#scenario = scenario
  }

  /** What was returned; undefined where nothing was yet. */
  get returned(): Returned | undefined {
    return this.#returned
  }

  /** Answers the call to `path`, with the bytes of a message or a status. */
  answer(path: string, request: Uint8Array): Uint8Array | Refusal {
    if (request.length > largestMessage) {
      const message = `grpc: received message larger than max (${request.length} vs. ${largestMessage})`
      return { code: resourceExhausted, message }
    }
    const answer = this.#answer(path, request)
    return answer instanceof Uint8Array ? (this.#scenario.answered?.(path, answer) ?? answer) : answer
  }

  #answer(path: string, request: Uint8Array): Uint8Array | Refusal {
    switch (path) {
      case llbBridge.Ping.path:
        return PongResponse.encode({
          FrontendAPICaps: announced(Object.keys(knownGatewayCaps)),
          LLBCaps: announced(Object.keys(knownLlbCaps)),
        })
      case llbBridge.Solve.path:
        return SolveResponse.encode({ result: { ref: { id: `ref-${this.#refs++}` } } })
      case llbBridge.ReadFile.path: {
        const { FilePath, Range } = ReadFileRequest.decode(request)
        const file = fileOf(this.#scenario, FilePath)
        return file ? ReadFileResponse.encode({ Data: partOf(file, Range) }) : missing('open', FilePath)
      }
      case llbBridge.StatFile.path: {
        const { Path } = StatFileRequest.decode(request)
        const file = fileOf(this.#scenario, Path)
        if (!file) return missing('stat', Path)
        return StatFileResponse.encode({ stat: { path: Path, mode: 0o644, size: BigInt(file.length) } })
      }
      case llbBridge.ResolveSourceMeta.path: {
        const { Source } = ResolveSourceMetaRequest.decode(request)
        return ResolveSourceMetaResponse.encode({
          Source,
          Image: { Digest: `sha256:${'1'.repeat(64)}`, Config: imageConfigOf(this.#scenario) },
        })
      }
      case llbBridge.ResolveImageConfig.path:
        return ResolveImageConfigResponse.encode({
          Digest: `sha256:${'1'.repeat(64)}`,
          Config: imageConfigOf(this.#scenario),
        })
      case llbBridge.Return.path: {
        const { error, result } = ReturnRequest.decode(request)
        this.#returned = {
          result: error === undefined && result !== undefined,
          error: error?.message,
          details: error?.details?.map(({ type_url }) => type_url) ?? [],
        }
        return new Uint8Array()
      }
      case llbBridge.ReadDir.path:
      case llbBridge.Inputs.path:
      case llbBridge.Evaluate.path:
      case llbBridge.Warn.path:
        return new Uint8Array()
      default:
        return { code: unimplemented, message: `unknown method ${path}` }
    }
  }
}

function missing(operation: string, path: string): Refusal {
  return { code: notFound, message: `${operation} ${path}: no such file or directory` }
}

function announced(ids: readonly string[]): readonly Partial<APICap>[] {
  return ids.map((ID) => ({ ID, Enabled: true }))
}

function partOf(bytes: Uint8Array, range: FileRange | undefined): Uint8Array {
  if (range === undefined) return bytes
  const offset = Number(range.Offset)
  const length = Number(range.Length)
  return bytes.subarray(offset, length > 0 ? offset + length : undefined)
}
