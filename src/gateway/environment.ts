import type { Platform } from '../platform/platform.ts'
import type { Worker } from './client.ts'

/** What the daemon says through the environment of the process. */
export interface ProcessEnvironment {
  /** Frontend options by key. */
  readonly options: ReadonlyMap<string, string>
  readonly sessionId: string
  readonly workers: readonly Worker[]
  readonly product: string
}

const optionPrefix = 'BUILDKIT_FRONTEND_OPT_'

/** Reads the environment; what is malformed counts as absent. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): ProcessEnvironment {
  const options = new Map<string, string>()
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith(optionPrefix) || value === undefined) continue
    const equals = value.indexOf('=')
    if (equals < 0) options.set(value, '')
    else options.set(value.slice(0, equals), value.slice(equals + 1))
  }
  return {
    options,
    sessionId: env['BUILDKIT_SESSION_ID'] ?? '',
    workers: readWorkers(env['BUILDKIT_WORKERS'] ?? ''),
    product: env['BUILDKIT_EXPORTEDPRODUCT'] ?? '',
  }
}

function readWorkers(json: string): readonly Worker[] {
  let list: unknown
  try {
    list = JSON.parse(json)
  } catch {
    return []
  }
  if (!Array.isArray(list)) return []
  return list.map((worker) => {
    const platforms = property(worker, 'platforms')
    return {
      id: text(property(worker, 'id')),
      platforms: Array.isArray(platforms) ? platforms.map(readPlatform) : [],
    }
  })
}

function readPlatform(value: unknown): Platform {
  const variant = text(property(value, 'variant'))
  const osVersion = text(property(value, 'os.version'))
  const osFeatures = property(value, 'os.features')
  return {
    os: text(property(value, 'os')),
    architecture: text(property(value, 'architecture')),
    ...(variant === '' ? {} : { variant }),
    ...(osVersion === '' ? {} : { osVersion }),
    ...(Array.isArray(osFeatures) ? { osFeatures: osFeatures.map(text) } : {}),
  }
}

/** A property whatever the case of its name: daemons differ in it. */
function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([key]) => key.toLowerCase() === name)?.[1]
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
