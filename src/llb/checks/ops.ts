import {
  absolutePath,
  anything,
  bytes,
  type Check,
  flag,
  listOf,
  oneOf,
  oneShapeOf,
  optional,
  orNull,
  recordOf,
  shape,
  someOf,
  someText,
  text,
  whole,
} from './shape.ts'

const opKinds = new Set(['source', 'exec', 'file', 'merge', 'diff', 'definition', 'deferred'])
const id = whole(0, 0xffff_ffff)
const permissions = whole(0, 0o7777)

/** A result of an op, `null` for scratch. */
export const outputOrScratch: Check = (value, where) => {
  if (value === null) return
  if (typeof value === 'object' && value !== undefined && 'op' in value && 'index' in value) {
    const { op, index } = value
    const kind = typeof op === 'object' && op !== null && 'kind' in op ? op.kind : undefined
    if (typeof kind === 'string' && opKinds.has(kind) && Number.isInteger(index)) return
  }
  const instead =
    value === undefined
      ? 'not undefined'
      : typeof value === 'object' && value !== null && 'root' in value
        ? 'not a command (its root is one)'
        : `not ${Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`}`
  throw new TypeError(`${where} must be an output of an op, or null for scratch, ${instead}`)
}

/** An output that is there. */
const output: Check = (value, where) => {
  if (value === null) throw new TypeError(`${where} must be an output of an op, not null`)
  outputOrScratch(value, where)
}

const ownerId = shape({ id: optional(id), name: optional(someText) })
const ownership = optional(shape({ user: optional(ownerId), group: optional(ownerId) }))
const created = optional(
  shape({
    unixNanoseconds: (value, where) => {
      if (typeof value !== 'bigint') throw new TypeError(`${where} must be a bigint`)
    },
  }),
)
const flags = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, optional(flag)]))

/** The actions of a file op. @param path what paths must be */
function fileActions(path: Check): Check {
  return someOf(
    oneShapeOf({
      copy: {
        from: outputOrScratch,
        source: text,
        destination: path,
        ownership,
        mode: optional(permissions),
        modeString: optional(someText),
        ...flags(
          'followSymlinks',
          'copyDirContentsOnly',
          'attemptUnpack',
          'createDestPath',
          'allowWildcard',
          'allowEmptyWildcard',
          'alwaysReplaceExistingDestPaths',
        ),
        includePatterns: optional(listOf(text)),
        excludePatterns: optional(listOf(text)),
        requiredPaths: optional(listOf(text)),
        created,
      },
      mkfile: { path, mode: permissions, data: bytes, ownership, created },
      mkdir: { path, mode: permissions, makeParents: optional(flag), ownership, created },
      rm: { path, ...flags('allowNotFound', 'allowWildcard') },
      symlink: { oldPath: someText, newPath: path, ownership, created },
    }),
  )
}

/** Actions whose paths are joined to a working directory. */
export const actionsInDirectory = fileActions(someText)
/** Actions whose paths start at the root. */
export const actionsFromRoot = fileActions(absolutePath)

const readOnly = optional(flag)
const selector = optional(text)
const access = { target: absolutePath, id: text, uid: id, gid: id, mode: permissions, optional: flag }

export const mounts: Check = listOf(
  oneShapeOf({
    bind: { target: absolutePath, source: outputOrScratch, selector, readOnly, noOutput: optional(flag) },
    cache: {
      target: absolutePath,
      source: outputOrScratch,
      selector,
      readOnly,
      id: someText,
      sharing: oneOf('shared', 'private', 'locked'),
    },
    tmpfs: {
      target: absolutePath,
      selector,
      readOnly,
      size: optional(whole(0, Number.MAX_SAFE_INTEGER)),
    },
    secret: access,
    // Where there is no path, the agent is where clients look for one.
    ssh: { ...access, target: (value, where) => (value === '' ? undefined : absolutePath(value, where)) },
  }),
)

export const args: Check = someOf(text)
export const secretEnv: Check = listOf(shape({ id: someText, name: someText, optional: flag }))
export const devices: Check = listOf(shape({ name: someText, optional: flag }))
export const exitCodes: Check = listOf(whole(-0x8000_0000, 0x7fff_ffff))
export const network = oneOf('default', 'host', 'none')
export const security = oneOf('sandbox', 'insecure')

/** `KEY=value` entries. */
export const environment: Check = listOf((value, where) => {
  text(value, where)
  if ((value as string).indexOf('=') < 1) throw new TypeError(`${where} must be of the form KEY=value`)
})

export const platform: Check = shape({
  os: someText,
  architecture: someText,
  variant: optional(text),
  osVersion: optional(text),
  osFeatures: optional(listOf(text)),
})

const constraintFields = {
  platform: optional(platform),
  customName: optional(text),
  description: optional(recordOf(text)),
  ignoreCache: optional(flag),
  progressGroup: optional(shape({ id: someText, name: text, weak: flag })),
  linuxResources: optional(recordOf(optional(anything))),
  exportCache: optional(flag),
  workerFilters: optional(listOf(text)),
  locations: optional(listOf(anything)),
}

export const constraints: Check = shape(constraintFields)
export const fileOptions: Check = shape({ ...constraintFields, cwd: optional(absolutePath) })

export const execFields: Check = shape({
  root: outputOrScratch,
  readOnlyRoot: optional(flag),
  args,
  env: optional(environment),
  cwd: optional(absolutePath),
  user: optional(text),
  hostname: optional(text),
  mounts: optional(mounts),
  secretEnv: optional(secretEnv),
  network: optional(network),
  security: optional(security),
  proxy: optional(recordOf(text)),
  extraHosts: optional(listOf(shape({ host: someText, ip: someText }))),
  ulimits: optional(listOf(anything)),
  cgroupParent: optional(text),
  devices: optional(devices),
  validExitCodes: optional(exitCodes),
  withoutDefaultPath: optional(flag),
  constraints: optional(constraints),
})

/** What `merge` joins. */
export const mergeInputs: Check = listOf(orNull(output))

/** Options of a source: those of its kind, which are texts, lists, numbers and flags, beside the constraints. */
export const sourceOptions: Check = (value, where) => {
  if (value === undefined) return
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${where} must be an object`)
  }
  for (const [name, field] of Object.entries(value)) {
    const check = (constraintFields as Readonly<Record<string, Check>>)[name]
    if (check) check(field, `${where}.${name}`)
    else if (typeof field === 'function' || typeof field === 'symbol') {
      throw new TypeError(`${where}.${name} must be no ${typeof field}`)
    }
  }
}
