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
} from '../../src/gateway/generated/messages.ts'
import { knownGatewayCaps, knownLlbCaps } from '../../src/gateway/known-caps.ts'
import type { Build } from './build.ts'

const encoder = new TextEncoder()
const notFound = 5
const unimplemented = 12

/** A status in place of an answer. */
export interface Refusal {
  readonly code: number
  readonly message: string
}

const imageConfig = encoder.encode(
  JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    config: { Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], Cmd: ['/bin/sh'] },
    rootfs: { type: 'layers', diff_ids: [`sha256:${'0'.repeat(64)}`] },
    history: [{ created: '2024-01-01T00:00:00Z', created_by: 'ADD file:0 in / ' }],
  }),
)
const imageDigest = `sha256:${'1'.repeat(64)}`

/**
 * A daemon that knows one Dockerfile and every image, takes any graph and builds nothing: it answers as fast as
 * it can, and looks into nothing that it need not, so that what is measured is the frontend.
 */
export class BenchmarkDaemon {
  /** The files that can be read, whatever they are read from. */
  readonly #files: ReadonlyMap<string, Uint8Array>
  #refs = 0
  #error: string | undefined
  #solvedBytes = 0

  constructor(build: Build) {
    const files = new Map([['Dockerfile', encoder.encode(build.dockerfile)]])
    if (build.ignoreFile !== undefined) files.set('.dockerignore', encoder.encode(build.ignoreFile))
    this.#files = files
  }

  /** The message of the error that was returned. */
  get error(): string | undefined {
    return this.#error
  }

  /** The size of all solve requests, in bytes. */
  get solvedBytes(): number {
    return this.#solvedBytes
  }

  /** Answers the call to `path`, with the bytes of a message or a status. */
  answer(path: string, request: Uint8Array): Uint8Array | Refusal {
    switch (path) {
      case llbBridge.Ping.path:
        return PongResponse.encode({
          FrontendAPICaps: announced(Object.keys(knownGatewayCaps)),
          LLBCaps: announced(Object.keys(knownLlbCaps)),
        })
      case llbBridge.Solve.path:
        this.#solvedBytes += request.length
        return SolveResponse.encode({ result: { ref: { id: `ref-${this.#refs++}` } } })
      case llbBridge.ReadFile.path: {
        const { FilePath: path, Range: range } = ReadFileRequest.decode(request)
        const file = this.#files.get(path)
        if (file === undefined) return { code: notFound, message: `open ${path}: no such file or directory` }
        return ReadFileResponse.encode({ Data: partOf(file, range) })
      }
      case llbBridge.ResolveSourceMeta.path: {
        const { Source } = ResolveSourceMetaRequest.decode(request)
        return ResolveSourceMetaResponse.encode({
          Source,
          Image: { Digest: imageDigest, Config: imageConfig },
        })
      }
      case llbBridge.ResolveImageConfig.path:
        return ResolveImageConfigResponse.encode({ Digest: imageDigest, Config: imageConfig })
      case llbBridge.Return.path:
        this.#error = ReturnRequest.decode(request).error?.message
        return new Uint8Array()
      case llbBridge.StatFile.path:
      case llbBridge.ReadDir.path:
        return { code: notFound, message: 'no such file or directory' }
      case llbBridge.Inputs.path:
      case llbBridge.Evaluate.path:
      case llbBridge.Warn.path:
        return new Uint8Array()
      default:
        return { code: unimplemented, message: `unknown method ${path}` }
    }
  }
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
