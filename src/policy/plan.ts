import type { BuildReader, ImageBuilder, ImageConfig, NamedImage } from '../convert/index.ts'
import type { FromInstruction, Instruction } from '../dockerfile/index.ts'
import type { ExecMount, Output } from '../llb/index.ts'
import type { Platform } from '../platform/index.ts'
import type { ImageReference } from '../reference/index.ts'
import type { Location, Span } from '../source/index.ts'

/**
 * Where in the source files something stands: what excerpts in errors and warnings show.
 *
 * @example
 * plan.refuse('not like this', [instruction.span, plan.target.place])
 */
export type Place = Span | Location | readonly (Span | Location)[]

/**
 * Where the build takes files from.
 *
 * @example
 * for (const source of plan.sources) if (source.image?.tag === 'latest') plan.warn('no version', source.place)
 */
export interface PlanSource {
  readonly kind: 'image' | 'oci-layout' | 'git' | 'http' | 'local' | 'other'
  /** As the daemon gets it: `docker-image://docker.io/library/alpine:3@sha256:…`. */
  readonly identifier: string
  readonly attrs: Readonly<Record<string, string>>
  /** The parts of an image's name; undefined for all else. */
  readonly image: ImageReference | undefined
  /** The digest that the source must have, as far as the plan says: of an image or of an HTTP download. */
  readonly digest: string | undefined
  readonly platform: Platform | undefined
  /** Empty for what no instruction names. */
  readonly place: readonly Location[]
  /**
   * Takes another source in its place, of the same kind.
   * Throws BuildError (code `policy`) for one that is part of a graph from outside.
   */
  replace(identifier: string, attrs?: Readonly<Record<string, string>>): void
  /** Has an image be the one of that digest. Throws BuildError (code `policy`) for what is no image. */
  pin(digest: string): void
}

/**
 * A command that the build runs.
 *
 * @example
 * plan.commands.filter(({ secrets }) => secrets.includes('deploy-key'))
 */
export interface PlanCommand {
  readonly args: readonly string[]
  /** `KEY=value` entries. */
  readonly env: readonly string[]
  readonly cwd: string
  /** '' for the default of the daemon, which is root. */
  readonly user: string
  readonly mounts: readonly ExecMount[]
  /** Ids of secrets that it gets as variables or files. */
  readonly secrets: readonly string[]
  readonly network: 'default' | 'host' | 'none'
  readonly security: 'sandbox' | 'insecure'
  readonly place: readonly Location[]
}

/**
 * A stage that the build needs.
 *
 * @example
 * plan.stages.filter(({ image }) => !image.config.user)
 */
export interface PlanStage {
  /** Lower-cased; '' where it has none. */
  readonly name: string
  /** What it is made from: an image with its digest, the name of a stage, or `scratch`. */
  readonly base: string
  /** Whether `base` is another stage. */
  readonly onStage: boolean
  readonly from: FromInstruction
  /** Where its FROM stands. */
  readonly place: Span
  readonly platform: Platform
  /** Its instructions in order, those of triggers included; variables in them are not replaced. */
  readonly instructions: readonly Instruction[]
  /** The config that it ends with. */
  readonly image: ImageConfig
  readonly output: Output | null
}

/**
 * What is about to be built for one platform.
 *
 * @example
 * check(plan) {
 *   for (const command of plan.commands) if (command.network === 'host') plan.refuse('no host network', command.place)
 * }
 */
export interface Plan {
  readonly platform: Platform
  /** The stage that is built. */
  readonly target: PlanStage
  /** Every stage that the target needs, itself included, in document order. */
  readonly stages: readonly PlanStage[]
  /** Images that the Dockerfile names, as it names them; named contexts that stand in for one are left out. */
  readonly images: readonly NamedImage[]
  /** Everything that files are taken from, each once. */
  readonly sources: readonly PlanSource[]
  /** Every command that runs, in an order in which they could. */
  readonly commands: readonly PlanCommand[]
  /** The config of the image that is built; what is set here is in the image. */
  readonly image: ImageBuilder
  /** The values of `--build-arg`. */
  readonly buildArgs: ReadonlyMap<string, string>
  readonly reader: BuildReader
  /**
   * Refuses the build: throws a BuildError (code `policy`) that names the policy.
   * @param hint what the user can do about it
   */
  refuse(message: string, place?: Place, hint?: string): never
  /** Shows a warning in the progress output; the build goes on. */
  warn(message: string, place?: Place): void
}
