import type {
  BuildEnvironment,
  BuildResult,
  GatewayClient,
  Ref,
  SolveRequest,
  SourceMeta,
  SourceMetaRequest,
  Warning,
} from '../gateway/client.ts'
import type { CapSet, Definition } from '../llb/index.ts'
import type { Platform } from '../platform/index.ts'
import type { BuildError } from '../source/index.ts'
import { defaultImageConfig } from './default-image.ts'
import type { FileTree } from './file-tree.ts'
import { OfflineRef, refusal } from './offline-ref.ts'
import type { StepResult } from './step-files.ts'

/** What a client without a daemon has in place of one. */
export interface OfflineClientOptions {
  /** Frontend options by key, as a client of BuildKit sends them (`filename`, `build-arg:X` …). */
  readonly options: ReadonlyMap<string, string>
  /** Local directories by name: `dockerfile`, `context`, and those that named contexts refer to. */
  readonly locals: ReadonlyMap<string, FileTree>
  /** Files of remote sources by identifier: `git://example.org/repo`, `https://example.org/file`. */
  readonly remotes?: ReadonlyMap<string, FileTree>
  /** What the build runs on; the first one is the default. */
  readonly platforms: readonly Platform[]
  /** The config of an image by its normalized reference; undefined for one that nobody described. */
  readonly imageConfig?: (reference: string, platform: Platform | undefined) => Uint8Array | undefined
  /** What commands have left; by default nobody knows. */
  readonly stepResult?: StepResult
  /** The error that asking for an image or another source ends with; undefined where it is found. */
  readonly failure?: (identifier: string) => BuildError | undefined
  readonly onWarning?: (warning: Warning) => void
}

/** A gateway without a daemon behind it: it knows local files and image configs, and builds nothing. */
export interface OfflineClient extends GatewayClient {
  /** References of the images that got the default config. */
  readonly assumedImages: ReadonlySet<string>
  /** The graph of a ref of this client; undefined for scratch. */
  definitionOf(ref: Ref | undefined): Definition | undefined
}

const everyCapability: CapSet = { missing: () => undefined }
const imageScheme = 'docker-image://'

/** Makes a gateway client that answers from what it is given. */
export function createOfflineClient(offline: OfflineClientOptions): OfflineClient {
  const assumedImages = new Set<string>()
  const environment: BuildEnvironment = {
    options: offline.options,
    sessionId: '',
    workers: [{ id: 'offline', platforms: offline.platforms }],
    product: 'slipway',
    gatewayCaps: everyCapability,
    llbCaps: everyCapability,
  }
  let refs = 0
  const { locals, remotes = new Map<string, FileTree>(), stepResult } = offline
  const trees = { locals, remotes, stepResult }

  function configOf(reference: string, platform = offline.platforms[0]): Uint8Array {
    const failure = offline.failure?.(reference)
    if (failure) throw failure
    const known = offline.imageConfig?.(reference, platform)
    if (known) return known
    assumedImages.add(reference)
    return defaultImageConfig(platform ?? { os: 'linux', architecture: 'amd64' })
  }

  return {
    environment,
    assumedImages,
    definitionOf: (ref) => (ref instanceof OfflineRef ? ref.definition : undefined),

    async solve({ definition, frontend }: SolveRequest): Promise<BuildResult> {
      if (frontend) throw refusal(`the frontend ${frontend} cannot be run`)
      const metadata = new Map<string, Uint8Array>()
      if (!definition || definition.def.length === 0) return { metadata }
      return { ref: new OfflineRef(`offline-${refs++}`, definition, trees), metadata }
    },

    async resolveSourceMeta({ identifier, attrs, platform }: SourceMetaRequest): Promise<SourceMeta> {
      if (!identifier.startsWith(imageScheme)) throw refusal(`${identifier} cannot be looked up`)
      const config = configOf(identifier.slice(imageScheme.length), platform)
      return { identifier, attrs: attrs ?? {}, image: { digest: '', config } }
    },

    async resolveImageConfig({ ref, platform, ociStore }) {
      if (ociStore) throw refusal(`the OCI layout ${ref} cannot be read`)
      return { ref, digest: '', config: configOf(ref, platform) }
    },

    async inputs() {
      return new Map()
    },

    async warn(warning) {
      offline.onWarning?.(warning)
    },
  }
}
