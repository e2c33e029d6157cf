import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { output } from './docker.ts'
import { freePort } from './free-port.ts'
import { layOut, newDirectory } from './workspace.ts'

/** A registry on 127.0.0.1, which engines take without TLS. */
export class Registry {
  /** What stands in front of the names of its images: `127.0.0.1:PORT`. */
  readonly host: string
  readonly #process: ChildProcess

  private constructor(host: string, process: ChildProcess) {
    this.host = host
    this.#process = process
  }

  /** Starts an empty one. */
  static async start(): Promise<Registry> {
    const program = await output('scripts/engine', ['registry'])
    const host = `127.0.0.1:${await freePort()}`
    const config = [
      'version: 0.1',
      'log: { level: error }',
      `storage: { filesystem: { rootdirectory: ${newDirectory()} } }`,
      `http: { addr: '${host}' }`,
    ]
    const dir = layOut({ 'config.yml': config.join('\n') })
    const process = spawn(program, ['serve', join(dir, 'config.yml')], { stdio: 'ignore' })
    const registry = new Registry(host, process)
    for (let waited = 0; !(await registry.#answers()); waited++) {
      if (waited === 100 || process.exitCode !== null) throw new Error('the registry does not answer')
      await setTimeout(100)
    }
    return registry
  }

  /** Copies an image of the engine here, under the same name; gives the new one's whole name. */
  async take(image: string): Promise<string> {
    const name = `${this.host}/${image}`
    await output('docker', ['tag', image, name])
    await output('docker', ['push', '--quiet', name])
    await output('docker', ['rmi', name])
    return name
  }

  /** A manifest or an index as JSON. */
  async manifest(name: string, reference: string): Promise<Manifest> {
    return (await this.#get(`${name}/manifests/${reference}`, manifestTypes)).json() as Promise<Manifest>
  }

  /** A blob, such as an image config. */
  async blob(name: string, digest: string): Promise<Buffer> {
    return Buffer.from(await (await this.#get(`${name}/blobs/${digest}`)).arrayBuffer())
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) return
    this.#process.kill()
    await once(this.#process, 'exit')
  }

  async #answers(): Promise<boolean> {
    return fetch(`http://${this.host}/v2/`).then(
      ({ ok }) => ok,
      () => false,
    )
  }

  async #get(path: string, accept = '*/*'): Promise<Response> {
    const response = await fetch(`http://${this.host}/v2/${path}`, { headers: { accept } })
    if (!response.ok) throw new Error(`the registry answers ${response.status} for ${path}`)
    return response
  }
}

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')

export interface Descriptor {
  readonly digest: string
  readonly mediaType: string
  readonly platform?: { readonly os: string; readonly architecture: string }
}

/** An image manifest, or the index of several. */
export interface Manifest {
  readonly manifests?: readonly Descriptor[]
  readonly config?: Descriptor
  readonly layers?: readonly Descriptor[]
}
