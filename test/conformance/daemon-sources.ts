import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { RpcFailure } from '../gateway/bridge-server.ts'
import type { FileTree, Fixture } from './fixture.ts'
import { decodeOp, sha256, type WireDefinition, type WireOp } from './wire-messages.ts'

export interface WirePlatform {
  readonly OS?: string
  readonly Architecture?: string
  readonly Variant?: string
  readonly OSVersion?: string
}

/** gRPC codes. */
const unknown = 2
const notFound = 5

/** The images, repositories, archives and directories that the daemon of a case can reach. */
export class DaemonSources {
  readonly #fixture: Fixture

  constructor(fixture: Fixture) {
    this.#fixture = fixture
  }

  /** The files of what `definition` builds: those of a source, seen through copies that enter a directory or unpack. */
  filesOf(definition: WireDefinition): FileTree | null {
    const ops = new Map<string, WireOp>()
    let last: WireOp | undefined
    for (const bytes of definition.def ?? []) {
      last = decodeOp(bytes)
      ops.set(`sha256:${sha256(bytes)}`, last)
    }
    const input = (op: WireOp, index: number): WireOp | undefined => ops.get(op.inputs?.[index]?.digest ?? '')
    const walk = (op: WireOp | undefined): FileTree | null => {
      if (op?.source) return this.#sourceFiles(op.source.identifier)
      const action = op?.file?.actions.at(-1)
      if (!op || (op.file && !action?.copy)) return null
      if (!action?.copy) return walk(input(op, 0))
      const from = input(op, action.secondaryInput ?? 0)
      if (action.copy.attemptUnpackDockerCompatibility) {
        return this.#fixture.unpacked?.[from?.source?.identifier ?? ''] ?? null
      }
      return below(walk(from) ?? {}, action.copy.src ?? '')
    }
    return walk(last)
  }

  /** Throws where the case says that solving a source of the definition fails. */
  check(definition: WireDefinition): void {
    for (const bytes of definition.def ?? []) {
      const failure = this.#fixture.fail?.[decodeOp(bytes).source?.identifier ?? '']
      if (failure) throw new RpcFailure(failure.code ?? unknown, failure.message)
    }
  }

  image(reference: string, platform: WirePlatform | undefined): { digest: string; config: Buffer } {
    const image = this.#fixture.images?.[reference]
    if (image?.error) throw new RpcFailure(image.error.code ?? notFound, image.error.message)
    if (!image && /(^|\/)missing/.test(reference)) throw new RpcFailure(notFound, `${reference}: not found`)
    const target = {
      os: platform?.OS || 'linux',
      architecture: platform?.Architecture || 'amd64',
      ...(platform?.Variant ? { variant: platform.Variant } : {}),
      ...(platform?.OSVersion ? { 'os.version': platform.OSVersion } : {}),
    }
    const name = `${target.os}/${target.architecture}`
    if (image?.platforms && !image.platforms.includes(name)) {
      throw new RpcFailure(notFound, 'no match for platform in manifest: not found')
    }
    const config = {
      created: '2024-05-01T00:00:00Z',
      ...target,
      config: {
        Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
        Cmd: ['/bin/sh'],
      },
      rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(`layer${reference}${target.architecture}`)}`] },
      history: [{ created: '2024-05-01T00:00:00Z', created_by: '/bin/sh -c #(nop) ADD file:0 in / ' }],
      ...image?.config,
      ...image?.platformConfig?.[name],
    }
    return {
      digest: image?.digest ?? `sha256:${sha256(reference + JSON.stringify(target))}`,
      config: Buffer.from(image?.raw ?? JSON.stringify(config)),
    }
  }

  /** `ResolveSourceMetaResponse` for a source. */
  metadata(
    source: { readonly identifier: string },
    platform: WirePlatform | undefined,
    wantsObjects: boolean,
  ): Record<string, unknown> {
    const { identifier } = source
    const told = this.#fixture.meta?.[identifier]
    if (told?.error) throw new RpcFailure(told.error.code ?? unknown, told.error.message)
    if (!told && isImage(identifier)) {
      const became = this.#fixture.images?.[referenceOf(identifier)]?.becomes ?? identifier
      if (!isImage(became)) return { Source: { identifier: became } }
      const { digest, config } = this.image(referenceOf(became), platform)
      return { Source: { ...source, identifier: became }, Image: { Digest: digest, Config: config } }
    }
    const { Git: git, ...rest } = (told ?? defaultMetadata(identifier)) as {
      readonly Git?: { readonly CommitObject?: string }
    }
    if (!git) return { Source: source, ...rest }
    const { CommitObject: commit, ...others } = git
    const object = commit && wantsObjects ? { CommitObject: Buffer.from(commit) } : {}
    return { Source: source, ...rest, Git: { ...others, ...object } }
  }

  #sourceFiles(identifier: string): FileTree | null {
    const { files, http } = this.#fixture
    if (identifier.startsWith('local://')) return files?.[identifier.slice('local://'.length)] ?? {}
    const git = identifier.startsWith('git://') ? files?.['git'] : undefined
    return http?.[identifier] ?? files?.[identifier] ?? git ?? null
  }
}

function defaultMetadata(identifier: string): object {
  if (identifier.startsWith('git://')) {
    const commit = createHash('sha1').update(identifier).digest('hex')
    const object = 'tree 0\nauthor A <a@b> 1700000000 +0000\ncommitter A <a@b> 1700000000 +0000\n\nm\n'
    return { Git: { Checksum: commit, Ref: 'refs/heads/main', CommitChecksum: commit, CommitObject: object } }
  }
  if (!/^https?:/.test(identifier)) return {}
  return {
    HTTP: {
      Checksum: `sha256:${sha256(identifier)}`,
      Filename: posix.basename(identifier),
      LastModified: { seconds: 1_700_000_000 },
    },
  }
}

const isImage = (identifier: string): boolean => /^(docker-image|oci-layout):/.test(identifier)
const referenceOf = (identifier: string): string => identifier.replace(/^[a-z-]+:\/\//, '')

function below(files: FileTree, dir: string): FileTree {
  const prefix = posix.join('/', dir, '/').slice(1)
  return Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, content]) => [path.slice(prefix.length), content]),
  )
}
