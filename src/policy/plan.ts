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
   * Takes another source in its place, of the same kind. An image that the Dockerfile names is looked up anew, with
   * its config, and the file converted again: the plan that policies see then is that of the new one.
   * Throws BuildError (code `policy`) for what cannot be replaced: part of a graph from outside, an OCI layout.
   */
  replace(identifier: string, attrs?: Readonly<Record<string, string>>): void
  /** Has an image be the one of that digest. Throws BuildError (code `policy`) for what is no image. */
  pin(digest: string): void
}

/**
 * An image or a named context that the build is about to look up.
 *
 * @example
 * for (const { image, place } of plan.sources) if (image?.domain === 'example.org') plan.refuse('not from there', place)
 */
export interface NamedSource {
  /** As the Dockerfile names it, variables replaced. */
  readonly name: string
  /** Whether a named context of the client (`--build-context`) stands in for what the Dockerfile names. */
  readonly named: boolean
  readonly kind: PlanSource['kind']
  /** As the daemon will get it: `docker-image://docker.io/library/alpine:3`; '' where nothing is known of it. */
  readonly identifier: string
  /** The parts of an image's name; undefined for all else. */
  readonly image: ImageReference | undefined
  readonly digest: string | undefined
  readonly platform: Platform | undefined
  /** The FROM, or the instruction that takes files from it. */
  readonly place: Span | undefined
  /**
   * Takes another image in its place: files, config and triggers are those of the new one. For what is no image,
   * throws BuildError (code `policy`).
   */
  replace(identifier: string): void
  /** Has an image be the one of that digest. Throws BuildError (code `policy`) for what is no image. */
  pin(digest: string): void
}

/**
 * The sources of a build, before any registry is asked.
 *
 * @example
 * checkSources(plan) {
 *   for (const { digest, place } of plan.sources) if (!digest) plan.refuse('no digest', place)
 * }
 */
export interface SourcePlan {
  /** What is built for. */
  readonly platform: Platform
  /** What is looked up next: all that the target needs, and later what triggers of base images name. */
  readonly sources: readonly NamedSource[]
  /** Whether the client only wants to be told about the Dockerfile (`--call=…`), and builds nothing. */
  readonly describing: boolean
  /** The values of `--build-arg`. */
  readonly buildArgs: ReadonlyMap<string, string>
  readonly reader: BuildReader
  /** Refuses the build: throws a BuildError (code `policy`) that names the policy. */
  refuse(message: string, place?: Place, hint?: string): never
  /** Shows a warning in the progress output; the build goes on. */
  warn(message: string, place?: Place): void
}

/**
 * A variable of a stage, whoever sets it: ENV, ARG, an instruction of an extension.
 *
 * @example
 * const kept = plan.variables.filter(({ inImage }) => inImage)
 */
export interface PlanVariable {
  readonly name: string
  /** Its value; of an ARG the default as it is written, undefined where there is none. It may be secret. */
  readonly value: string | undefined
  /** The instruction that sets it. */
  readonly instruction: Instruction
  /** Whether the image has it as well, and not the stage alone. */
  readonly inImage: boolean
  /** Where it is written: the instruction, or a place in the file that it was read from. */
  readonly place: Span
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
  /** The same with variables replaced, as they were converted. */
  readonly expanded: readonly Instruction[]
  /** The config that it ends with. */
  readonly image: ImageConfig
  /** The instruction that set its user; its FROM where the base image did. */
  readonly userPlace: Span
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
  /** Every variable that the stages set, in order. */
  readonly variables: readonly PlanVariable[]
  /**
   * Whether the Dockerfile leaves a build check out by its name: at its head (`# check=skip=RULE`), or in a comment
   * above the instruction.
   */
  skips(rule: string, instruction: Instruction): boolean
  /** The config of the image at the bottom of the target, untouched; undefined for scratch. */
  readonly baseImage: ImageConfig | undefined
  /** The config of the image that is built; what is set here is in the image. */
  readonly image: ImageBuilder
  /** Annotations of the image's manifest, beside those that the client asks for. */
  readonly annotations: Map<string, string>
  /** Further metadata of the result, by the keys that exporters and clients know; for this platform. */
  readonly metadata: Map<string, string>
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
