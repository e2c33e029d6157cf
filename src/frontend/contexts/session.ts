import type { GatewayClient, Ref, SolveRequest } from '../../gateway/client.ts'
import type { ComputingHost, Decompress, RunLimited } from '../../host/index.ts'
import {
  type Definition,
  fromDefinition,
  type MarshalOptions,
  marshal,
  type Output,
} from '../../llb/index.ts'
import { BuildError, type SourceFile } from '../../source/index.ts'
import { createImageLookup, type ImageLookup } from '../images.ts'
import type { BuildOptions } from '../options/build-options.ts'

/** What every part of one build shares: the daemon, the options, and what has been asked already. */
export interface Session {
  readonly client: GatewayClient
  readonly options: BuildOptions
  readonly images: ImageLookup
  readonly decompress: Decompress
  readonly runLimited: RunLimited
  /** The graphs that source files were read from. */
  readonly origins: WeakMap<SourceFile, Definition>
  /**
   * The graph as the daemon takes it. Capabilities are those of the gateway unless others are given, as the
   * reference has it for what a build asks on its own behalf.
   */
  marshal(output: Output | null, options?: Partial<MarshalOptions>): Definition
  /** Solves a graph of the build's own. */
  solve(definition: Definition, request?: Omit<SolveRequest, 'definition'>): Promise<Ref | undefined>
  /** The session that a local source comes from. */
  sessionOf(localName: string): string
  /** Runs `work` when what was begun in turn before has ended: ignore files are read one after the other. */
  inTurn<Value>(work: () => Promise<Value>): Promise<Value>
  /**
   * Graphs that the client sent along, by name. Asked once; each call has graphs of its own, so that one which is
   * used twice has its source locations once for each use, as the reference has it.
   */
  inputs(): Promise<ReadonlyMap<string, Output | null>>
}

/** @param computing its platform is that of ops which name none */
export function createSession(
  client: GatewayClient,
  options: BuildOptions,
  computing: Pick<ComputingHost, 'host' | 'sha256' | 'decompress' | 'runLimited'>,
): Session {
  const { host, sha256, decompress, runLimited } = computing
  let inputs: ReturnType<GatewayClient['inputs']> | undefined
  let turn: Promise<unknown> = Promise.resolve()
  return {
    client,
    options,
    images: createImageLookup(client),
    decompress,
    runLimited,
    origins: new WeakMap(),
    marshal: (output, changes) =>
      marshal(output, { platform: host, caps: client.environment.gatewayCaps, sha256, ...changes }),
    async solve(definition, request) {
      return singleRef(await client.solve({ ...request, definition }))
    },
    sessionOf: (localName) => options.localSessionIds.get(localName) ?? client.environment.sessionId,
    inTurn(work) {
      const mine = turn.then(work)
      turn = mine.catch(() => {})
      return mine
    },
    async inputs() {
      inputs ??= client.inputs()
      const outputs = new Map<string, Output | null>()
      for (const [name, definition] of await inputs) outputs.set(name, fromDefinition(definition))
      return outputs
    },
  }
}

/** The one ref of a result. Throws BuildError where it has several. */
export function singleRef(result: Awaited<ReturnType<GatewayClient['solve']>>): Ref | undefined {
  if (result.refs !== undefined && result.ref === undefined) {
    throw new BuildError('daemon', 'invalid map result')
  }
  return result.ref
}

/** The ref of a graph that has files. Throws BuildError for an empty one. */
export function requireRef(ref: Ref | undefined): Ref {
  if (ref === undefined) throw new BuildError('daemon', 'the solved graph has no files')
  return ref
}
