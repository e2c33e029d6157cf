import { parseByteSize, quote, readBool, readUnsigned } from '../../go/index.ts'
import { suggestion } from '../../suggest/index.ts'
import type { CacheSharing, MountType, RunMount } from '../instruction.ts'
import type { WordExpander } from '../instruction-syntax.ts'
import { invalidInstruction } from '../requirement.ts'
import { flagFields } from './flag-fields.ts'

type Draft = { -readonly [Field in keyof RunMount]: RunMount[Field] } & {
  /** Whether the mount says itself if it can be written to. */
  accessGiven: boolean
}

/** Sets what one option says. Throws BuildError for a bad value. */
type Option = (mount: Draft, value: string, key: string) => void

const types: readonly MountType[] = ['bind', 'cache', 'tmpfs', 'secret', 'ssh']
const sharings: readonly CacheSharing[] = ['shared', 'private', 'locked']

const target: Option = (mount, value) => {
  mount.target = value
}
const source: Option = (mount, value) => {
  mount.source = value
}
const readOnly: Option = (mount, value, key) => {
  mount.readOnly = boolean(key, value)
  mount.accessGiven = true
}
const readWrite: Option = (mount, value, key) => {
  mount.readOnly = !boolean(key, value)
  mount.accessGiven = true
}

/** In the order in which the reference lists them; of equally near suggestions, the first is made. */
const options: ReadonlyMap<string, Option> = new Map<string, Option>([
  [
    'type',
    (mount, value) => {
      mount.type = oneOf(types, value, 'unsupported mount type')
    },
  ],
  [
    'from',
    (mount, value) => {
      mount.from = value
    },
  ],
  ['source', source],
  ['target', target],
  ['readonly', readOnly],
  [
    'id',
    (mount, value) => {
      mount.cacheId = value
    },
  ],
  [
    'sharing',
    (mount, value) => {
      mount.cacheSharing = oneOf(sharings, value, 'unsupported sharing value')
    },
  ],
  [
    'required',
    (mount, value, key) => {
      requireType(mount, key, ['secret', 'ssh'])
      mount.required = boolean(key, value)
    },
  ],
  [
    'size',
    (mount, value, key) => {
      requireType(mount, key, ['tmpfs'])
      mount.sizeLimit = size(key, value)
    },
  ],
  [
    'mode',
    (mount, value, key) => {
      mount.mode = unsigned(key, value, 8)
    },
  ],
  [
    'uid',
    (mount, value, key) => {
      mount.uid = unsigned(key, value, 10)
    },
  ],
  [
    'gid',
    (mount, value, key) => {
      mount.gid = unsigned(key, value, 10)
    },
  ],
  ['src', source],
  ['dst', target],
  ['destination', target],
  ['ro', readOnly],
  ['rw', readWrite],
  ['readwrite', readWrite],
  [
    'env',
    (mount, value) => {
      mount.env = value
    },
  ],
])

/** Options that may stand without a value, which is then `true`. */
const valueless = new Set(['readonly', 'ro', 'readwrite', 'rw', 'required'])

/**
 * What is known of a `RUN --mount` before variables have values: that it can be split, and where it mounts
 * from. Everything else is as if it were not there. Throws BuildError.
 */
export function parseMountSource(text: string): RunMount {
  const mount = draft()
  for (const field of flagFields(text, 'mounts')) {
    const { key, value } = split(field)
    if (key !== 'from' || value === undefined) continue
    const dollar = value.indexOf('$')
    if (dollar >= 0 && dollar !== value.length - 1) {
      throw invalidInstruction(
        `'${key}' doesn't support variable expansion, define alias stage instead`,
        'mount-variable',
      )
    }
    mount.from = value
  }
  return finish(mount)
}

/** Reads the value of a `RUN --mount`, the variables in its options' values replaced. Throws BuildError. */
export function parseMount(text: string, expand: WordExpander): RunMount {
  const mount = draft()
  for (const field of flagFields(text, 'mounts')) {
    const { key, value } = split(field)
    if (value === undefined && !valueless.has(key)) {
      throw invalidInstruction(`invalid field '${field}' must be a key=value pair`, 'mount-option')
    }
    const expanded = value === undefined ? 'true' : expand(value)
    const option = options.get(key)
    if (!option) {
      throw invalidInstruction(
        `unexpected key '${key}' in '${field}'${suggestion(key, options.keys(), true)}`,
        'mount-option',
      )
    }
    option(mount, expanded, key)
  }
  return finish(mount)
}

function draft(): Draft {
  return {
    type: 'bind',
    from: '',
    source: '',
    target: '',
    readOnly: false,
    sizeLimit: 0,
    cacheId: '',
    cacheSharing: '',
    required: false,
    env: undefined,
    mode: undefined,
    uid: undefined,
    gid: undefined,
    accessGiven: false,
  }
}

/** Checks what the options say together. */
function finish({ accessGiven, ...mount }: Draft): RunMount {
  const { type } = mount
  if (type === 'bind' || type === 'tmpfs') {
    for (const key of ['mode', 'uid', 'gid'] as const) {
      if (mount[key] !== undefined) {
        throw invalidInstruction(`${key} not allowed for ${quote(type)} type mounts`, 'mount-conflict')
      }
    }
  }
  if (type === 'secret') checkSecret(mount)
  if (mount.cacheSharing !== '' && type !== 'cache') {
    throw invalidInstruction(`invalid cache sharing set for ${type} mount`, 'mount-conflict')
  }
  return accessGiven ? mount : { ...mount, readOnly: type !== 'cache' && type !== 'tmpfs' }
}

function checkSecret(mount: RunMount): void {
  if (mount.from !== '') throw invalidInstruction('secret mount should not have a from', 'mount-conflict')
  if (mount.cacheSharing !== '')
    throw invalidInstruction('secret mount should not define sharing', 'mount-conflict')
  if (mount.source === '' && mount.target === '' && mount.cacheId === '') {
    throw invalidInstruction('invalid secret mount. one of source, target required', 'mount-conflict')
  }
  if (mount.source !== '' && mount.cacheId !== '') {
    throw invalidInstruction("both source and id can't be set", 'mount-conflict')
  }
}

function split(field: string): { readonly key: string; readonly value: string | undefined } {
  const equals = field.indexOf('=')
  if (equals < 0) return { key: field.toLowerCase(), value: undefined }
  return { key: field.slice(0, equals).toLowerCase(), value: field.slice(equals + 1) }
}

function oneOf<Word extends string>(words: readonly Word[], value: string, problem: string): Word {
  const lower = value.toLowerCase()
  const word = words.find((candidate) => candidate === lower)
  if (word !== undefined) return word
  throw invalidInstruction(`${problem} ${quote(value)}${suggestion(value, words, true)}`, 'mount-value')
}

function requireType(mount: Draft, key: string, allowed: readonly MountType[]): void {
  if (allowed.includes(mount.type)) return
  throw invalidInstruction(`unexpected key '${key}' for mount type '${mount.type}'`, 'mount-conflict')
}

function boolean(key: string, value: string): boolean {
  const flag = readBool(value)
  if (flag === undefined) throw invalidInstruction(`invalid value for ${key}: ${value}`, 'mount-value')
  return flag
}

function unsigned(key: string, value: string, base: 8 | 10): number {
  const number = readUnsigned(value, base, 32)
  if (typeof number === 'string') throw invalidInstruction(`invalid value ${value} for ${key}`, 'mount-value')
  return Number(number)
}

function size(key: string, value: string): number {
  try {
    return parseByteSize(value)
  } catch {
    throw invalidInstruction(`invalid value for ${key}: ${value}`, 'mount-value')
  }
}
