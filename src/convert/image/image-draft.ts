import { defaultPathEnv } from '../../platform/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { ConfigMap, ConfigSet, ImageBuilder } from './image-builder.ts'
import type { HistoryEntry, ImageConfig, RuntimeConfig } from './image-config.ts'
import { ImageEnv } from './image-env.ts'
import { LayeredMap } from './layered-map.ts'

/** History as a chain, so that thousands of stages share what they have in common. */
interface HistoryLink {
  readonly entry: HistoryEntry
  readonly before: HistoryLink | undefined
}

class LayeredSet implements ConfigSet {
  readonly members: LayeredMap<true>
  constructor(members: LayeredMap<true>) {
    this.members = members
  }
  has(value: string): boolean {
    return this.members.has(value)
  }
  add(value: string): void {
    this.members.set(value, true)
  }
  delete(value: string): void {
    this.members.delete(value)
  }
  values(): Iterable<string> {
    return this.members.keys()
  }
}

/** The image config that a stage works on; forks of it share what they do not change. */
export class ImageDraft implements ImageBuilder {
  readonly #start: ImageConfig
  readonly #env: ImageEnv
  readonly #labels: LayeredMap<string>
  readonly #volumes: LayeredSet
  readonly #exposedPorts: LayeredSet
  #history: HistoryLink | undefined
  /** What the history begins with: that of the base image, unless an instruction replaced it. */
  #firstHistory: readonly HistoryEntry[]

  author: string | undefined
  #user: string
  /** Called when the user is set. */
  onUser: (() => void) | undefined
  workingDir: string
  entrypoint: readonly string[] | null
  cmd: readonly string[] | null
  shell: readonly string[]
  stopSignal: string
  argsEscaped: boolean
  healthcheck: RuntimeConfig['healthcheck'] | undefined
  onBuild: string[]

  private constructor(start: ImageConfig, parent: ImageDraft | undefined) {
    const config = start.config
    this.#start = start
    this.#env = parent ? parent.#env.fork() : ImageEnv.of(config.env ?? [])
    this.#labels = parent ? parent.#labels.fork() : layered(config.labels ?? new Map())
    this.#volumes = new LayeredSet(parent ? parent.#volumes.members.fork() : layeredSet(config.volumes))
    this.#exposedPorts = new LayeredSet(
      parent ? parent.#exposedPorts.members.fork() : layeredSet(config.exposedPorts),
    )
    this.#history = parent ? parent.#history : undefined
    this.#firstHistory = parent ? parent.#firstHistory : start.history
    this.author = parent ? parent.author : start.author
    this.#user = parent ? parent.user : (config.user ?? '')
    this.workingDir = parent ? parent.workingDir : (config.workingDir ?? '')
    this.entrypoint = parent ? parent.entrypoint : (config.entrypoint ?? null)
    this.cmd = parent ? parent.cmd : (config.cmd ?? null)
    this.shell = parent ? parent.shell : (config.shell ?? [])
    this.stopSignal = parent ? parent.stopSignal : (config.stopSignal ?? '')
    this.argsEscaped = parent ? parent.argsEscaped : (config.argsEscaped ?? false)
    this.healthcheck = parent ? parent.healthcheck : config.healthcheck
    // Triggers are meant for the stages made from an image, not for those made from those.
    this.onBuild = parent ? [] : [...(config.onBuild ?? [])]
  }

  /** The draft of a stage made from an image. */
  static of(config: ImageConfig): ImageDraft {
    return new ImageDraft(config, undefined)
  }

  /** The draft of a stage made from this one's stage. */
  fork(): ImageDraft {
    return new ImageDraft(this.#start, this)
  }

  get user(): string {
    return this.#user
  }
  set user(user: string) {
    this.#user = user
    this.onUser?.()
  }

  get os(): string {
    return this.#start.os
  }
  get architecture(): string {
    return this.#start.architecture
  }
  get env(): ImageEnv {
    return this.#env
  }
  get labels(): ConfigMap<string> {
    return this.#labels
  }
  get volumes(): ConfigSet {
    return this.#volumes
  }
  get exposedPorts(): ConfigSet {
    return this.#exposedPorts
  }

  addHistory(entry: HistoryEntry): void {
    this.#history = { entry, before: this.#history }
  }

  get history(): readonly HistoryEntry[] {
    return this.historyNow()()
  }
  /** The history as it is now, to be listed when it is needed. */
  historyNow(): () => readonly HistoryEntry[] {
    const first = this.#firstHistory
    const last = this.#history
    return () => {
      const added: HistoryEntry[] = []
      for (let link = last; link; link = link.before) added.push(link.entry)
      return [...first, ...added.reverse()]
    }
  }
  set history(entries: readonly HistoryEntry[]) {
    this.#firstHistory = [...entries]
    this.#history = undefined
  }

  build(): ImageConfig {
    const { created: _created, author: _author, ...start } = this.#start
    return {
      ...start,
      ...(this.author === undefined ? {} : { author: this.author }),
      config: {
        user: this.user,
        exposedPorts: [...this.#exposedPorts.values()],
        env: this.#env.list(),
        entrypoint: this.entrypoint,
        cmd: this.cmd,
        volumes: [...this.#volumes.values()],
        workingDir: this.workingDir,
        labels: new Map(this.#labels.entries()),
        stopSignal: this.stopSignal,
        argsEscaped: this.argsEscaped,
        ...(this.healthcheck === undefined ? {} : { healthcheck: this.healthcheck }),
        onBuild: [...this.onBuild],
        shell: this.shell,
      },
      history: this.history,
    }
  }
}

/** A config to be changed: what `build` returns is the config with the changes. */
export function draftOf(config: ImageConfig): ImageBuilder {
  return ImageDraft.of(config)
}

/** The config that `FROM scratch` starts with. */
export function emptyImage(platform: Platform): ImageConfig {
  return {
    architecture: platform.architecture,
    os: platform.os,
    ...(platform.variant ? { variant: platform.variant } : {}),
    ...(platform.osVersion ? { osVersion: platform.osVersion } : {}),
    ...(platform.osFeatures ? { osFeatures: platform.osFeatures } : {}),
    config: {
      workingDir: '/',
      ...(platform.os === 'windows' ? {} : { env: [`PATH=${defaultPathEnv(platform.os)}`] }),
    },
    rootfs: { type: 'layers', diffIds: null },
    history: [],
  }
}

/** What stands for the config of a named context that is no image: nothing at all. */
export const noImage: ImageConfig = {
  architecture: '',
  os: '',
  config: {},
  rootfs: { type: '', diffIds: null },
  history: [],
}

function layered(entries: ReadonlyMap<string, string>): LayeredMap<string> {
  const map = new LayeredMap<string>()
  for (const [key, value] of entries) map.set(key, value)
  return map
}

function layeredSet(values: readonly string[] = []): LayeredMap<true> {
  const map = new LayeredMap<true>()
  for (const value of values) map.set(value, true)
  return map
}
