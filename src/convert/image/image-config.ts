/**
 * The image config as Docker writes it: the OCI image config with Docker's additions (Healthcheck, OnBuild,
 * Shell). Fields that are not known here are not kept, as in the reference; keys are written in the
 * reference's order.
 *
 * @example
 * const { config, os, architecture } = plan.target.image
 */
export interface ImageConfig {
  readonly created?: string | undefined
  readonly author?: string
  readonly architecture: string
  readonly os: string
  readonly variant?: string
  readonly osVersion?: string
  readonly osFeatures?: readonly string[]
  readonly config: RuntimeConfig
  /** `diffIds` is null where the config has none. */
  readonly rootfs: { readonly type: string; readonly diffIds: readonly string[] | null }
  readonly history: readonly HistoryEntry[]
}

/**
 * What a container of the image starts with.
 *
 * @example
 * const { env = [], user = '' } = plan.target.image.config
 */
export interface RuntimeConfig {
  readonly user?: string
  readonly exposedPorts?: readonly string[]
  readonly env?: readonly string[]
  readonly entrypoint?: readonly string[] | null
  readonly cmd?: readonly string[] | null
  readonly volumes?: readonly string[]
  readonly workingDir?: string
  readonly labels?: ReadonlyMap<string, string>
  readonly stopSignal?: string
  readonly argsEscaped?: boolean
  readonly healthcheck?: {
    readonly test?: readonly string[]
    readonly interval?: number | bigint
    readonly timeout?: number | bigint
    readonly startPeriod?: number | bigint
    readonly startInterval?: number | bigint
    readonly retries?: number | bigint
  }
  readonly onBuild?: readonly string[] | null
  readonly shell?: readonly string[]
}

/**
 * One line of `docker history`.
 *
 * @example
 * const layers = image.history.filter(({ emptyLayer }) => !emptyLayer)
 */
export interface HistoryEntry {
  readonly created?: string | undefined
  readonly createdBy?: string
  readonly author?: string
  readonly comment?: string
  readonly emptyLayer?: boolean
}
