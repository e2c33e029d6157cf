import type { Instruction } from '../../dockerfile/index.ts'
import type { Output } from '../../llb/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Span } from '../../source/index.ts'
import type { ImageConfig } from '../image/index.ts'
import type { BuildReader } from './build-reader.ts'

/**
 * An image that a FROM, or an instruction that takes files from it, names; nothing of it has been looked up.
 *
 * @example
 * resolve: ({ name }) => (name === 'base' ? { image: 'registry.example.org/base:3' } : undefined)
 */
export interface SourceRequest {
  /** As it was written, variables replaced: `alpine:3`. */
  readonly name: string
  /** With registry and tag: `docker.io/library/alpine:3`. */
  readonly reference: string
  readonly platform: Platform
  /** The FROM, or the instruction that takes files from the image. */
  readonly instruction: Instruction
  readonly place: Span
}

/**
 * What a source stands for. An image is looked up under its new name, so that files, config, triggers and
 * platform are all its own.
 *
 * - `image`: another image, with or without a digest, and for another platform where one is named
 * - `digest`: the same image, at that digest
 * - `stage`: a stage further up in the file
 * - `context`: a named context of the build (`--build-context NAME=…`)
 * - `files`: any graph, with the config that the stage starts with; null is scratch
 *
 * @example
 * const answer: SourceAnswer = { image: 'mirror.example.org/library/alpine:3' }
 */
export type SourceAnswer =
  | { readonly image: string; readonly platform?: Platform }
  | { readonly digest: string }
  | { readonly stage: string }
  | { readonly context: string }
  | { readonly files: Output | null; readonly config?: ImageConfig }

/** A source that is about to be looked up. */
export interface PlannedSource {
  /** The same for the same source of another conversion of the file. */
  readonly key: string
  /** As it was written, variables replaced; of a stage that a named context stands in for, the stage's name. */
  readonly name: string
  /** As the daemon will get it: `docker-image://docker.io/library/alpine:3`; '' where nothing is known of it. */
  readonly identifier: string
  readonly platform: Platform | undefined
  readonly place: Span | undefined
  /** Whether the client's named context stands in for what the Dockerfile names. */
  readonly named: boolean
  /** Has another image stand in its place. @param reference with registry, and tag or digest */
  replace(reference: string): void
}

/** What is asked before sources are looked up. */
export interface SourcePlanner {
  /**
   * What a source stands for; undefined where nobody has anything to say. Named contexts of the client go first,
   * and are not asked about. Throws BuildError.
   */
  resolve(request: SourceRequest, reader: BuildReader): Promise<SourceAnswer | undefined>
  /**
   * Told of sources that are about to be looked up: of all that are needed, and again of those that triggers
   * bring. May replace them. Throws BuildError where one is refused.
   */
  approve(sources: readonly PlannedSource[], reader: BuildReader): Promise<void>
}
