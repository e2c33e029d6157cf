import { BuildError } from '../source/index.ts'
import type { BridgeResponse, LlbBridge } from './bridge.ts'
import type { GatewayClient, SourceMeta, SourceMetaRequest } from './client.ts'
import { platformToWire } from './definition.ts'

const imageSchemes = ['docker-image://', 'oci-layout://']

/**
 * Asks what a source is. A daemon without `source.metaresolver` is asked for the config of an image the older
 * way; it knows nothing of other sources, which then stay what they are.
 */
export async function resolveSourceMeta(
  bridge: LlbBridge,
  client: GatewayClient,
  request: SourceMetaRequest,
): Promise<SourceMeta> {
  if (client.environment.gatewayCaps.missing('source.metaresolver') !== undefined) {
    return resolveWithoutMeta(client, request)
  }
  const isImage = imageSchemes.some((scheme) => request.identifier.startsWith(scheme))
  const response = await bridge.call('ResolveSourceMeta', {
    Source: { identifier: request.identifier, attrs: request.attrs && Object.entries(request.attrs) },
    Platform: request.platform && platformToWire(request.platform),
    LogName: request.logName,
    ResolveMode: request.resolveMode,
    Image: isImage && request.resolveMode !== undefined ? {} : undefined,
    Git: request.gitObjects === undefined ? undefined : { ReturnObject: request.gitObjects },
  })
  return metaFromWire(response)
}

async function resolveWithoutMeta(client: GatewayClient, request: SourceMetaRequest): Promise<SourceMeta> {
  const { identifier, attrs = {} } = request
  const scheme = imageSchemes.find((one) => identifier.startsWith(one))
  if (scheme === undefined) return { identifier, attrs }
  const sessionId = attrs['oci.session']
  const storeId = attrs['oci.store']
  const { ref, digest, config } = await client.resolveImageConfig({
    ref: identifier.slice(scheme.length),
    logName: request.logName,
    ...(request.platform ? { platform: request.platform } : {}),
    ...(request.resolveMode === undefined ? {} : { resolveMode: request.resolveMode }),
    ...(scheme === 'oci-layout://'
      ? { ociStore: { sessionId: sessionId ?? '', storeId: storeId ?? '' } }
      : {}),
  })
  return { identifier: `${scheme}${ref}`, attrs, image: { digest, config } }
}

function metaFromWire({ Source, Image, Git, HTTP }: BridgeResponse<'ResolveSourceMeta'>): SourceMeta {
  if (!Source) throw new BuildError('daemon', 'the daemon does not say what the source became')
  return {
    identifier: Source.identifier,
    attrs: Object.fromEntries(Source.attrs),
    ...(Image ? { image: { digest: Image.Digest, config: Image.Config } } : {}),
    ...(Git
      ? {
          git: {
            checksum: Git.Checksum,
            ref: Git.Ref,
            commitChecksum: Git.CommitChecksum,
            commitObject: Git.CommitObject,
            tagObject: Git.TagObject,
          },
        }
      : {}),
    ...(HTTP ? { http: httpFromWire(HTTP) } : {}),
  }
}

function httpFromWire(
  message: NonNullable<BridgeResponse<'ResolveSourceMeta'>['HTTP']>,
): NonNullable<SourceMeta['http']> {
  const { Checksum, Filename, LastModified } = message
  if (!/^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/.test(Checksum)) {
    throw new BuildError(
      'daemon',
      `invalid http checksum digest ${JSON.stringify(Checksum)}: invalid checksum digest format`,
    )
  }
  return {
    checksum: Checksum,
    filename: Filename,
    ...(LastModified
      ? { lastModified: { seconds: Number(LastModified.seconds), nanos: LastModified.nanos } }
      : {}),
  }
}
