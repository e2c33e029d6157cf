import type { GatewayClient } from '../gateway/client.ts'
import type { Platform } from '../platform/index.ts'

/** What to look up, and how it is told in the progress output. */
export interface ImageQuestion {
  /** Normalized reference. */
  readonly ref: string
  readonly platform?: Platform | undefined
  readonly resolveMode: string
  readonly logName: string
  /** Where the image lies in an OCI layout that the client offers. */
  readonly ociStore?: { readonly sessionId: string; readonly storeId: string }
}

/** An image that was found, or the source of another kind that a policy of the daemon put in its place. */
export type ImageAnswer =
  | { readonly kind: 'image'; readonly ref: string; readonly digest: string; readonly config: Uint8Array }
  | { readonly kind: 'replaced'; readonly identifier: string }

/** Looks images up; the same question is asked once in a build, its failure included. */
export interface ImageLookup {
  /** Throws BuildError (code `daemon`) where there is no such image. */
  resolve(question: ImageQuestion): Promise<ImageAnswer>
}

/** Makes the image lookup of one build. */
export function createImageLookup(client: GatewayClient): ImageLookup {
  const answers = new Map<string, Promise<ImageAnswer>>()
  const ask = client.environment.gatewayCaps.missing('source.metaresolver') ? askForConfig : askForMetadata
  return {
    resolve(question) {
      const { ref, platform, resolveMode, logName, ociStore } = question
      const key = JSON.stringify([
        ref,
        platform && [platform.os, platform.architecture, platform.variant, platform.osVersion],
        platform?.osFeatures,
        resolveMode,
        logName,
        ociStore && [ociStore.sessionId, ociStore.storeId],
      ])
      const known = answers.get(key)
      if (known) return known
      const answer = ask(client, question)
      answers.set(key, answer)
      return answer
    },
  }
}

async function askForMetadata(client: GatewayClient, question: ImageQuestion): Promise<ImageAnswer> {
  const { ref, platform, logName, ociStore } = question
  const meta = await client.resolveSourceMeta({
    identifier: `${ociStore ? 'oci-layout' : 'docker-image'}://${ref}`,
    ...(ociStore ? { attrs: { 'oci.session': ociStore.sessionId, 'oci.store': ociStore.storeId } } : {}),
    ...(platform ? { platform } : {}),
    logName,
  })
  if (meta.image === undefined) return { kind: 'replaced', identifier: meta.identifier }
  return { kind: 'image', ref: imageRefOf(meta.identifier), ...meta.image }
}

async function askForConfig(client: GatewayClient, question: ImageQuestion): Promise<ImageAnswer> {
  const { ref, platform, resolveMode, logName, ociStore } = question
  const answer = await client.resolveImageConfig({
    ref,
    ...(platform ? { platform } : {}),
    ...(ociStore ? { ociStore } : { resolveMode }),
    logName,
  })
  return { kind: 'image', ref: answer.ref || ref, digest: answer.digest, config: answer.config }
}

/** The reference that an identifier of an image source holds. */
export function imageRefOf(identifier: string): string {
  return identifier.replace(/^docker-image:\/\//, '').replace(/^oci-layout:\/\//, '')
}

/** What is said where a policy replaced an image by something else and only an image will do. */
export function replacedMessage(ref: string, identifier: string): string {
  return `ref mutated by policy to non-image: docker-image://${ref} -> ${identifier}`
}
