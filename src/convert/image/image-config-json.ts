import { type JsonValue, marshalJson, PlainJson, type PlainValue } from '../../go/index.ts'
import { BuildError } from '../../source/index.ts'
import type { HistoryEntry, ImageConfig } from './image-config.ts'

/**
 * Writes an image config, its keys in the reference's order and empty ones left out.
 * Throws BuildError (code `image`) for a time that Go does not write: in a year of more than four digits, or in a zone
 * a whole day off.
 */
export function serializeImageConfig(image: ImageConfig): string {
  const { config } = image
  const { healthcheck } = config
  return marshalJson({
    created: checkedTime(image.created),
    author: image.author || undefined,
    architecture: image.architecture,
    os: image.os,
    'os.version': image.osVersion || undefined,
    'os.features': filled(image.osFeatures),
    variant: image.variant || undefined,
    rootfs: { type: image.rootfs.type, diff_ids: image.rootfs.diffIds },
    history: image.history.length > 0 ? new PlainJson(historyJson(image.history)) : undefined,
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

function historyJson(history: readonly HistoryEntry[]): PlainValue {
  let checked: string | undefined
  return history.map((entry) => {
    const { created } = entry
    // All instructions of a build have the same time.
    if (created !== checked) checked = checkedTime(created)
    return {
      created,
      created_by: entry.createdBy || undefined,
      author: entry.author || undefined,
      comment: entry.comment || undefined,
      empty_layer: entry.emptyLayer || undefined,
    }
  })
}

function checkedTime(time: string | undefined): string | undefined {
  if (time === undefined) return undefined
  const problem = !/^\d{4}-/.test(time)
    ? 'year outside of range [0,9999]'
    : /[+-]24:\d\d$/.test(time)
      ? 'timezone hour outside of range [0,23]'
      : undefined
  if (problem === undefined) return time
  const message = `json: error calling MarshalJSON for type *time.Time: Time.MarshalJSON: ${problem}`
  throw new BuildError('image', message)
}

function filled<Item>(items: readonly Item[] | null | undefined): readonly Item[] | undefined {
  return items && items.length > 0 ? items : undefined
}

function setJson(members: readonly string[] | undefined): JsonValue | undefined {
  if (!members || members.length === 0) return undefined
  return new Map(members.map((member) => [member, {}]))
}
