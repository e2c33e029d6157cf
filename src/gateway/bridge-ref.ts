import { BuildError } from '../source/index.ts'
import type { LlbBridge } from './bridge.ts'
import type { BuildEnvironment, FileStat, Ref } from './client.ts'
import type * as wire from './generated/messages.ts'

/** A reference that a daemon holds. */
export class BridgeRef implements Ref {
  readonly id: string
  readonly #bridge: LlbBridge
  readonly #environment: BuildEnvironment

  constructor(id: string, bridge: LlbBridge, environment: BuildEnvironment) {
    this.id = id
    this.#bridge = bridge
    this.#environment = environment
  }

  async readFile(
    path: string,
    range?: { readonly offset: number; readonly length: number },
  ): Promise<Uint8Array> {
    const response = await this.#bridge.call('ReadFile', {
      Ref: this.id,
      FilePath: path,
      Range: range && { Offset: BigInt(range.offset), Length: BigInt(range.length) },
    })
    return response.Data
  }

  async readDir(path: string, includePattern?: string): Promise<readonly FileStat[]> {
    this.#require('readdir')
    const response = await this.#bridge.call('ReadDir', {
      Ref: this.id,
      DirPath: path,
      IncludePattern: includePattern,
    })
    return response.entries.map(statFromWire)
  }

  async statFile(path: string): Promise<FileStat> {
    this.#require('statfile')
    const { stat } = await this.#bridge.call('StatFile', { Ref: this.id, Path: path })
    if (!stat) throw new BuildError('daemon', `the daemon does not describe ${path}`)
    return statFromWire(stat)
  }

  async evaluate(): Promise<void> {
    await this.#bridge.call('Evaluate', { Ref: this.id })
  }

  #require(cap: string): void {
    const missing = this.#environment.gatewayCaps.missing(cap)
    if (missing !== undefined) throw new BuildError('capability', missing)
  }
}

function statFromWire(stat: wire.Stat): FileStat {
  return {
    path: stat.path,
    mode: stat.mode,
    uid: stat.uid,
    gid: stat.gid,
    size: Number(stat.size),
    modTime: stat.modTime,
    linkname: stat.linkname,
  }
}
