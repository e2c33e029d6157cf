import { type GoRecord, goStruct, unmarshalJson } from '../../go/index.ts'
import { decodeText } from '../../source/index.ts'
import type { HistoryEntry, ImageConfig, RuntimeConfig } from './image-config.ts'

const text = { kind: 'string', name: 'string' } as const
const texts = { kind: 'list', name: '[]string', of: text } as const
const flag = { kind: 'boolean', name: 'bool' } as const
const duration = { kind: 'integer', name: 'time.Duration' } as const
const time = { kind: 'time', name: 'time.Time' } as const
const nothing = goStruct('struct {}', [])
const set = { kind: 'map', name: 'map[string]struct {}', of: nothing } as const
const labels = { kind: 'map', name: 'map[string]string', of: text } as const
const digests = {
  kind: 'list',
  name: '[]digest.Digest',
  of: { kind: 'string', name: 'digest.Digest' },
} as const

const healthcheckType = goStruct(
  'v1.HealthcheckConfig',
  [
    ['Test', texts],
    ['Interval', duration],
    ['Timeout', duration],
    ['StartPeriod', duration],
    ['StartInterval', duration],
    ['Retries', { kind: 'integer', name: 'int' }],
  ],
  true,
)

const runtimeConfigType = goStruct('v1.DockerOCIImageConfig', [
  ['User', text, 'ImageConfig.User'],
  ['ExposedPorts', set, 'ImageConfig.ExposedPorts'],
  ['Env', texts, 'ImageConfig.Env'],
  ['Entrypoint', texts, 'ImageConfig.Entrypoint'],
  ['Cmd', texts, 'ImageConfig.Cmd'],
  ['Volumes', set, 'ImageConfig.Volumes'],
  ['WorkingDir', text, 'ImageConfig.WorkingDir'],
  ['Labels', labels, 'ImageConfig.Labels'],
  ['StopSignal', text, 'ImageConfig.StopSignal'],
  ['ArgsEscaped', flag, 'ImageConfig.ArgsEscaped'],
  ['Healthcheck', healthcheckType, 'DockerOCIImageConfigExt.Healthcheck'],
  ['OnBuild', texts, 'DockerOCIImageConfigExt.OnBuild'],
  ['Shell', texts, 'DockerOCIImageConfigExt.Shell'],
])

const rootfsType = goStruct('v1.RootFS', [
  ['type', text],
  ['diff_ids', digests],
])

const historyType = goStruct('v1.History', [
  ['created', time],
  ['created_by', text],
  ['author', text],
  ['comment', text],
  ['empty_layer', flag],
])

const imageType = goStruct('v1.DockerOCIImage', [
  ['created', time, 'Image.created'],
  ['author', text, 'Image.author'],
  ['architecture', text, 'Image.Platform.architecture'],
  ['os', text, 'Image.Platform.os'],
  ['os.version', text, 'Image.Platform.os.version'],
  ['os.features', texts, 'Image.Platform.os.features'],
  ['variant', text, 'Image.Platform.variant'],
  ['rootfs', rootfsType, 'Image.rootfs'],
  ['history', { kind: 'list', name: '[]v1.History', of: historyType }, 'Image.history'],
  ['config', runtimeConfigType],
])

const noFields: GoRecord = new Map()

/**
 * Reads an image config as the reference reads it: keys are found whatever their case, what is there twice is
 * merged, unknown keys are dropped, null is absence.
 * Throws BuildError (code `image`) where the JSON is malformed, a field has another type, or a time is none.
 */
export function parseImageConfig(json: Uint8Array | string): ImageConfig {
  const image = unmarshalJson(typeof json === 'string' ? json : decodeText(json), imageType, 'image')
  const created = textOf(image, 'created')
  const author = textOf(image, 'author')
  const variant = textOf(image, 'variant')
  const osVersion = textOf(image, 'os.version')
  const osFeatures = textsOf(image, 'os.features')
  const rootfs = recordOf(image, 'rootfs') ?? noFields
  return {
    ...(created === undefined ? {} : { created }),
    ...(author ? { author } : {}),
    architecture: textOf(image, 'architecture') ?? '',
    os: textOf(image, 'os') ?? '',
    ...(variant ? { variant } : {}),
    ...(osVersion ? { osVersion } : {}),
    ...(osFeatures ? { osFeatures } : {}),
    config: readRuntimeConfig(recordOf(image, 'config') ?? noFields),
    rootfs: { type: textOf(rootfs, 'type') ?? '', diffIds: textsOf(rootfs, 'diff_ids') ?? null },
    history: recordsOf(image, 'history').map(readHistory),
  }
}

function readRuntimeConfig(config: GoRecord): RuntimeConfig {
  const healthcheck = recordOf(config, 'Healthcheck')
  return {
    user: textOf(config, 'User') ?? '',
    exposedPorts: [...(recordOf(config, 'ExposedPorts') ?? noFields).keys()],
    env: textsOf(config, 'Env') ?? [],
    entrypoint: textsOf(config, 'Entrypoint') ?? null,
    cmd: textsOf(config, 'Cmd') ?? null,
    volumes: [...(recordOf(config, 'Volumes') ?? noFields).keys()],
    workingDir: textOf(config, 'WorkingDir') ?? '',
    labels: (recordOf(config, 'Labels') ?? noFields) as ReadonlyMap<string, string>,
    stopSignal: textOf(config, 'StopSignal') ?? '',
    argsEscaped: config.get('ArgsEscaped') === true,
    ...(healthcheck === undefined ? {} : { healthcheck: readHealthcheck(healthcheck) }),
    onBuild: textsOf(config, 'OnBuild') ?? [],
    shell: textsOf(config, 'Shell') ?? [],
  }
}

function readHealthcheck(healthcheck: GoRecord): NonNullable<RuntimeConfig['healthcheck']> {
  const test = textsOf(healthcheck, 'Test')
  return {
    ...(test === undefined ? {} : { test }),
    interval: integerOf(healthcheck, 'Interval'),
    timeout: integerOf(healthcheck, 'Timeout'),
    startPeriod: integerOf(healthcheck, 'StartPeriod'),
    startInterval: integerOf(healthcheck, 'StartInterval'),
    retries: integerOf(healthcheck, 'Retries'),
  }
}

function readHistory(entry: GoRecord): HistoryEntry {
  const created = textOf(entry, 'created')
  return {
    ...(created === undefined ? {} : { created }),
    createdBy: textOf(entry, 'created_by') ?? '',
    author: textOf(entry, 'author') ?? '',
    comment: textOf(entry, 'comment') ?? '',
    emptyLayer: entry.get('empty_layer') === true,
  }
}

// What the types above say that a field is; undefined where nothing was said of it.

function textOf(record: GoRecord, key: string): string | undefined {
  const value = record.get(key)
  return typeof value === 'string' ? value : undefined
}

function textsOf(record: GoRecord, key: string): readonly string[] | undefined {
  const value = record.get(key)
  return Array.isArray(value) ? (value as readonly string[]) : undefined
}

function recordsOf(record: GoRecord, key: string): readonly GoRecord[] {
  const value = record.get(key)
  return Array.isArray(value) ? (value as readonly GoRecord[]) : []
}

function recordOf(record: GoRecord, key: string): GoRecord | undefined {
  const value = record.get(key)
  return value instanceof Map ? value : undefined
}

/** A bigint only where a number would not be exact. */
function integerOf(record: GoRecord, key: string): number | bigint {
  const value = record.get(key)
  if (typeof value !== 'bigint') return 0
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
