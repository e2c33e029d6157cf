import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { readTar, type TarEntry } from './tar.ts'

/** `application/vnd.oci.image.config.v1+json`, as far as tests look into it. */
export interface ImageConfig {
  readonly created?: string
  readonly architecture: string
  readonly os: string
  readonly variant?: string
  readonly config: {
    readonly User?: string
    readonly Env?: readonly string[]
    readonly Entrypoint?: readonly string[]
    readonly Cmd?: readonly string[]
    readonly WorkingDir?: string
    readonly Labels?: Readonly<Record<string, string>>
    readonly ExposedPorts?: Readonly<Record<string, object>>
    readonly Volumes?: Readonly<Record<string, object>>
    readonly StopSignal?: string
    readonly Shell?: readonly string[]
    readonly OnBuild?: readonly string[]
    readonly Healthcheck?: Readonly<Record<string, unknown>>
  }
  readonly rootfs: { readonly type: string; readonly diff_ids: readonly string[] }
  readonly history?: readonly {
    readonly created?: string
    readonly created_by?: string
    readonly comment?: string
    readonly empty_layer?: boolean
  }[]
}

interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string }
  readonly annotations?: Readonly<Record<string, string>>
}

interface Manifest {
  readonly config?: Descriptor
  readonly layers?: readonly Descriptor[]
  readonly manifests?: readonly Descriptor[]
}

/** An in-toto statement attached to an image. */
export interface AttachedStatement {
  readonly predicateType: string
  readonly text: string
}

/** One image of an OCI layout: its config, its files, its attestations. */
export class BuiltImage {
  readonly digest: string
  readonly platform: string
  readonly configText: string
  readonly statements: readonly AttachedStatement[]
  readonly #layers: readonly Uint8Array[]
  #files: ReadonlyMap<string, TarEntry> | undefined

  constructor(
    digest: string,
    platform: string,
    configText: string,
    layers: readonly Uint8Array[],
    statements: readonly AttachedStatement[],
  ) {
    this.digest = digest
    this.platform = platform
    this.configText = configText
    this.#layers = layers
    this.statements = statements
  }

  get config(): ImageConfig {
    return JSON.parse(this.configText) as ImageConfig
  }

  /** What each layer writes, base first. */
  get layers(): readonly (readonly TarEntry[])[] {
    return this.#layers.map(readTar)
  }

  /** All files of the image by path without a leading slash, later layers winning, whiteouts applied. */
  get files(): ReadonlyMap<string, TarEntry> {
    if (this.#files) return this.#files
    const files = new Map<string, TarEntry>()
    for (const layer of this.layers) {
      for (const entry of layer) {
        const whiteout = /^(.*\/)?\.wh\.([^/]+)$/.exec(entry.path)
        if (!whiteout) files.set(entry.path, entry)
        else {
          const [, parent = '', name] = whiteout
          const gone = name === '.wh..opq' ? parent : `${parent}${name}`
          for (const path of files.keys()) {
            if (path === gone || path.startsWith(gone.endsWith('/') ? gone : `${gone}/`)) files.delete(path)
          }
        }
      }
    }
    this.#files = files
    return files
  }

  /** The text of a file; throws with the paths there are when it is not there. */
  text(path: string): string {
    return new TextDecoder().decode(this.entry(path).content)
  }

  entry(path: string): TarEntry {
    const entry = this.files.get(path)
    if (!entry) throw new Error(`no file ${path} in the image; it has:\n${[...this.files.keys()].join('\n')}`)
    return entry
  }

  has(path: string): boolean {
    return this.files.has(path)
  }
}

/** An OCI layout directory, as `docker buildx build --output type=oci,tar=false` writes it. */
export class ImageLayout {
  readonly dir: string

  constructor(dir: string) {
    this.dir = dir
  }

  /** The images of the layout in order, each with the attestations that refer to it. */
  get images(): readonly BuiltImage[] {
    const manifests = this.#descriptors('index.json')
    const statements = new Map<string, AttachedStatement[]>()
    for (const descriptor of manifests) {
      const subject = descriptor.annotations?.['vnd.docker.reference.digest']
      if (subject !== undefined) statements.set(subject, this.#statements(descriptor))
    }
    return manifests
      .filter(({ annotations }) => annotations?.['vnd.docker.reference.type'] === undefined)
      .map(({ digest, platform }) => {
        const manifest = JSON.parse(this.#text(digest)) as Manifest
        const configText = this.#text(manifest.config?.digest ?? '')
        const { os, architecture, variant } = platform ?? (JSON.parse(configText) as ImageConfig)
        return new BuiltImage(
          digest,
          [os, architecture, variant].filter(Boolean).join('/'),
          configText,
          (manifest.layers ?? []).map((layer) => unpacked(this.blob(layer.digest))),
          statements.get(digest) ?? [],
        )
      })
  }

  /** The only image of the layout. */
  get image(): BuiltImage {
    const [image, ...more] = this.images
    if (!image || more.length > 0)
      throw new Error(`${more.length + (image ? 1 : 0)} images where one was expected`)
    return image
  }

  /** The digest that names the whole result. */
  get digest(): string {
    return (
      (JSON.parse(readFileSync(join(this.dir, 'index.json'), 'utf8')) as Manifest).manifests?.[0]?.digest ??
      ''
    )
  }

  /** Every byte of the layout, packed and unpacked: what a leaked secret would have to be in. */
  *everything(): Generator<{ readonly name: string; readonly bytes: Uint8Array }> {
    for (const name of readdirSync(this.dir, { recursive: true, encoding: 'utf8' })) {
      let bytes: Uint8Array
      try {
        bytes = readFileSync(join(this.dir, name))
      } catch {
        continue // a directory
      }
      yield { name, bytes }
      const plain = unpacked(bytes)
      if (plain !== bytes) yield { name: `${name} unpacked`, bytes: plain }
    }
  }

  blob(digest: string): Uint8Array {
    return readFileSync(join(this.dir, 'blobs', ...digest.split(':')))
  }

  #text(digest: string): string {
    return new TextDecoder().decode(this.blob(digest))
  }

  /** Manifests below an index, indexes resolved. */
  #descriptors(index: string): readonly Descriptor[] {
    const text = index === 'index.json' ? readFileSync(join(this.dir, index), 'utf8') : this.#text(index)
    return ((JSON.parse(text) as Manifest).manifests ?? []).flatMap((descriptor) =>
      /index|manifest\.list/.test(descriptor.mediaType) ? this.#descriptors(descriptor.digest) : [descriptor],
    )
  }

  #statements({ digest }: Descriptor): AttachedStatement[] {
    const manifest = JSON.parse(this.#text(digest)) as Manifest
    return (manifest.layers ?? []).map((layer) => ({
      predicateType: layer.annotations?.['in-toto.io/predicate-type'] ?? '',
      text: this.#text(layer.digest),
    }))
  }
}

/** The bytes themselves, or what they hold when they are a gzip or zstd stream. */
function unpacked(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipSync(bytes)
  if (bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd) {
    return zstdDecompressSync(bytes)
  }
  return bytes
}
