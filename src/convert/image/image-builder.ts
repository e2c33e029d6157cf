import type { HistoryEntry, ImageConfig, RuntimeConfig } from './image-config.ts'

/**
 * A map of the image config that instructions change.
 *
 * @example
 * stage.image.labels.set('org.example.team', 'platform')
 */
export interface ConfigMap<Value> {
  get(key: string): Value | undefined
  has(key: string): boolean
  set(key: string, value: Value): void
  delete(key: string): void
  keys(): Iterable<string>
}

/**
 * A set of the image config that instructions change.
 *
 * @example
 * for (const path of [...stage.image.volumes.values()]) stage.image.volumes.delete(path)
 */
export interface ConfigSet {
  has(value: string): boolean
  add(value: string): void
  delete(value: string): void
  values(): Iterable<string>
}

/**
 * The image config of a stage while its instructions are converted.
 *
 * @example
 * stage.image.user = '1000'
 * stage.image.entrypoint = ['/app']
 */
export interface ImageBuilder {
  author: string | undefined
  readonly os: string
  readonly architecture: string
  user: string
  /** With the separators of the image's system. */
  workingDir: string
  entrypoint: readonly string[] | null
  cmd: readonly string[] | null
  shell: readonly string[]
  stopSignal: string
  argsEscaped: boolean
  healthcheck: RuntimeConfig['healthcheck'] | undefined
  onBuild: string[]
  readonly env: ConfigMap<string>
  readonly labels: ConfigMap<string>
  readonly volumes: ConfigSet
  readonly exposedPorts: ConfigSet
  /** All lines of the history, those of the base image first. Setting it replaces them. */
  history: readonly HistoryEntry[]
  addHistory(entry: HistoryEntry): void
  /** The config as it is now. */
  build(): ImageConfig
}
