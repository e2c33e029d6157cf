import { type JsonValue, marshalJson, parseJson } from '../go/index.ts'
import { BuildError } from '../source/index.ts'
import type { HistoryEntry, ImageConfig, RuntimeConfig } from './image-config.ts'

/**
 * Reads an image config. Keys are found whatever their case, unknown ones are dropped, null is absence.
 * Throws BuildError (code `image`) where the JSON is malformed or a field has another type.
 */
export function parseImageConfig(json: Uint8Array | string): ImageConfig {
  const text = typeof json === 'string' ? json : new TextDecoder().decode(json)
  const value: unknown = parseJson(text, 'image')
  const image = value === null ? noFields : new Fields(value, 'DockerOCIImage')
  const created = image.time('created')
  const author = image.text('author')
  const variant = image.text('variant')
  const osVersion = image.text('os.version')
  const osFeatures = image.texts('os.features')
  const rootfs = image.fields('rootfs')
  return {
    ...(created === undefined ? {} : { created }),
    ...(author ? { author } : {}),
    architecture: image.text('architecture') ?? '',
    os: image.text('os') ?? '',
    ...(variant ? { variant } : {}),
    ...(osVersion ? { osVersion } : {}),
    ...(osFeatures ? { osFeatures } : {}),
    config: readRuntimeConfig(image.fields('config') ?? noFields),
    rootfs: { type: rootfs?.text('type') ?? '', diffIds: rootfs?.texts('diff_ids') ?? null },
    history: (image.list('history') ?? []).map(readHistory),
  }
}

function readRuntimeConfig(config: Fields): RuntimeConfig {
  const healthcheck = config.fields('Healthcheck')
  const test = healthcheck?.texts('Test')
  return {
    user: config.text('User') ?? '',
    exposedPorts: config.fields('ExposedPorts')?.keys() ?? [],
    env: config.texts('Env') ?? [],
    entrypoint: config.texts('Entrypoint') ?? null,
    cmd: config.texts('Cmd') ?? null,
    volumes: config.fields('Volumes')?.keys() ?? [],
    workingDir: config.text('WorkingDir') ?? '',
    labels: config.fields('Labels')?.textMap() ?? new Map(),
    stopSignal: config.text('StopSignal') ?? '',
    argsEscaped: config.boolean('ArgsEscaped') ?? false,
    ...(healthcheck === undefined
      ? {}
      : {
          healthcheck: {
            ...(test === undefined ? {} : { test }),
            interval: healthcheck.integer('Interval') ?? 0,
            timeout: healthcheck.integer('Timeout') ?? 0,
            startPeriod: healthcheck.integer('StartPeriod') ?? 0,
            startInterval: healthcheck.integer('StartInterval') ?? 0,
            retries: healthcheck.integer('Retries') ?? 0,
          },
        }),
    onBuild: config.texts('OnBuild') ?? [],
    shell: config.texts('Shell') ?? [],
  }
}

function readHistory(value: unknown): HistoryEntry {
  const entry = value === null ? noFields : new Fields(value, 'History')
  const created = entry.time('created')
  return {
    ...(created === undefined ? {} : { created }),
    createdBy: entry.text('created_by') ?? '',
    author: entry.text('author') ?? '',
    comment: entry.text('comment') ?? '',
    emptyLayer: entry.boolean('empty_layer') ?? false,
  }
}

/** Typed access to the members of a JSON object. */
class Fields {
  readonly #members: Readonly<Record<string, unknown>>
  readonly #type: string

  constructor(value: unknown, type: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw mismatch(value, type, 'object')
    }
    this.#members = value as Readonly<Record<string, unknown>>
    this.#type = type
  }

  keys(): readonly string[] {
    return Object.keys(this.#members)
  }

  text(name: string): string | undefined {
    return this.#typed(name, 'string', (value) => typeof value === 'string')
  }

  boolean(name: string): boolean | undefined {
    return this.#typed(name, 'bool', (value) => typeof value === 'boolean')
  }

  integer(name: string): number | undefined {
    return this.#typed(name, 'int', (value) => Number.isInteger(value))
  }

  list(name: string): readonly unknown[] | undefined {
    return this.#typed(name, 'slice', (value) => Array.isArray(value))
  }

  texts(name: string): readonly string[] | undefined {
    return this.list(name)?.map((value) => {
      if (value !== null && typeof value !== 'string') throw mismatch(value, this.#type, 'string')
      return value ?? ''
    })
  }

  fields(name: string): Fields | undefined {
    const value = this.#member(name)
    return value === undefined || value === null ? undefined : new Fields(value, `${this.#type}.${name}`)
  }

  textMap(): ReadonlyMap<string, string> {
    const map = new Map<string, string>()
    for (const key of Object.keys(this.#members)) {
      const value = this.#members[key] ?? ''
      if (typeof value !== 'string') throw mismatch(value, this.#type, 'string')
      map.set(key, value)
    }
    return map
  }

  /** A time as RFC 3339 writes it, without zeros at the end of its fraction. */
  time(name: string): string | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d*)?(Z|[+-]\d\d:\d\d)$/.exec(text)
    if (!parts) {
      const shown = JSON.stringify(text)
      throw new BuildError(
        'image',
        `parsing time ${shown} as "2006-01-02T15:04:05Z07:00": cannot parse ${shown} as "2006"`,
      )
    }
    const fraction = (parts[2] ?? '').replace(/0+$/, '')
    const zone = /^[+-]00:00$/.test(parts[3] ?? '') ? 'Z' : parts[3]
    return `${parts[1]}${fraction === '' ? '' : `.${fraction}`}${zone}`
  }

  #typed<Type>(name: string, type: string, fits: (value: unknown) => boolean): Type | undefined {
    const value = this.#member(name)
    if (value === undefined || value === null) return undefined
    if (!fits(value)) throw mismatch(value, `${this.#type}.${name}`, type)
    return value as Type
  }

  #member(name: string): unknown {
    if (Object.hasOwn(this.#members, name)) return this.#members[name]
    const lower = name.toLowerCase()
    for (const key of Object.keys(this.#members)) {
      if (key.length === name.length && key.toLowerCase() === lower) return this.#members[key]
    }
    return undefined
  }
}

const noFields = new Fields({}, '')

function mismatch(value: unknown, field: string, type: string): BuildError {
  const found = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value
  return new BuildError(
    'image',
    `json: cannot unmarshal ${found} into Go struct field ${field} of type ${type}`,
  )
}

/**
 * Writes an image config, its keys in the reference's order and empty ones left out.
 * Throws BuildError (code `image`) for a time in a year of more than four digits.
 */
export function serializeImageConfig(image: ImageConfig): string {
  const { config } = image
  const { healthcheck } = config
  return marshalJson({
    created: image.created,
    author: image.author || undefined,
    architecture: image.architecture,
    os: image.os,
    'os.version': image.osVersion || undefined,
    'os.features': filled(image.osFeatures),
    variant: image.variant || undefined,
    rootfs: { type: image.rootfs.type, diff_ids: image.rootfs.diffIds },
    history: filled(image.history.map(historyJson)),
    config: {
      User: config.user || undefined,
      ExposedPorts: setJson(config.exposedPorts),
      Env: filled(config.env),
      Entrypoint: filled(config.entrypoint),
      Cmd: filled(config.cmd),
      Volumes: setJson(config.volumes),
      WorkingDir: config.workingDir || undefined,
      Labels: config.labels?.size ? config.labels : undefined,
      StopSignal: config.stopSignal || undefined,
      ArgsEscaped: config.argsEscaped || undefined,
      Healthcheck: healthcheck && {
        Test: filled(healthcheck.test),
        Interval: healthcheck.interval || undefined,
        Timeout: healthcheck.timeout || undefined,
        StartPeriod: healthcheck.startPeriod || undefined,
        StartInterval: healthcheck.startInterval || undefined,
        Retries: healthcheck.retries || undefined,
      },
      OnBuild: filled(config.onBuild),
      Shell: filled(config.shell),
    },
  })
}

function historyJson(entry: HistoryEntry): JsonValue {
  if (entry.created !== undefined && !/^\d{4}-/.test(entry.created)) {
    throw new BuildError(
      'image',
      'json: error calling MarshalJSON for type *time.Time: Time.MarshalJSON: year outside of range [0,9999]',
    )
  }
  return {
    created: entry.created,
    created_by: entry.createdBy || undefined,
    author: entry.author || undefined,
    comment: entry.comment || undefined,
    empty_layer: entry.emptyLayer || undefined,
  }
}

function filled<Item>(items: readonly Item[] | null | undefined): readonly Item[] | undefined {
  return items && items.length > 0 ? items : undefined
}

function setJson(members: readonly string[] | undefined): JsonValue | undefined {
  if (!members || members.length === 0) return undefined
  return new Map(members.map((member) => [member, {}]))
}
