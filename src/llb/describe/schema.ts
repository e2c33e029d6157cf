/** How the value of a field is written. */
export type FieldType =
  | 'string'
  | 'bytes'
  | 'bool'
  | 'int'
  | 'uint'
  /** A map of strings. */
  | 'map'
  /** Names by number. */
  | { readonly names: readonly string[] }
  | { readonly message: Message }
  /** A map of messages. */
  | { readonly messages: Message }

export interface Field {
  readonly name: string
  readonly type: FieldType
  readonly repeated?: boolean
  /** Described even where it has its default value: a member of a oneof, or a number that is an index. */
  readonly always?: boolean
}

/** Fields by number. */
export type Message = Readonly<Record<number, Field>>

const one = (name: string, type: FieldType): Field => ({ name, type })
const many = (name: string, type: FieldType): Field => ({ name, type, repeated: true })

const platform: Message = {
  1: one('Architecture', 'string'),
  2: one('OS', 'string'),
  3: one('Variant', 'string'),
  4: one('OSVersion', 'string'),
  5: many('OSFeatures', 'string'),
}

const meta: Message = {
  1: many('args', 'string'),
  2: many('env', 'string'),
  3: one('cwd', 'string'),
  4: one('user', 'string'),
  5: one('proxy_env', {
    message: {
      1: one('http_proxy', 'string'),
      2: one('https_proxy', 'string'),
      3: one('ftp_proxy', 'string'),
      4: one('no_proxy', 'string'),
      5: one('all_proxy', 'string'),
    },
  }),
  6: many('extraHosts', { message: { 1: one('Host', 'string'), 2: one('IP', 'string') } }),
  7: one('hostname', 'string'),
  9: many('ulimit', { message: { 1: one('Name', 'string'), 2: one('Soft', 'int'), 3: one('Hard', 'int') } }),
  10: one('cgroupParent', 'string'),
  11: one('removeMountStubsRecursive', 'bool'),
  12: many('validExitCodes', 'int'),
}

const session: Message = {
  1: one('ID', 'string'),
  2: one('uid', 'uint'),
  3: one('gid', 'uint'),
  4: one('mode', 'uint'),
  5: one('optional', 'bool'),
}

const mount: Message = {
  1: one('input', 'int'),
  2: one('selector', 'string'),
  3: one('dest', 'string'),
  4: one('output', 'int'),
  5: one('readonly', 'bool'),
  6: one('mountType', { names: ['BIND', 'SECRET', 'SSH', 'CACHE', 'TMPFS'] }),
  19: one('TmpfsOpt', { message: { 1: one('size', 'int') } }),
  20: one('cacheOpt', {
    message: { 1: one('ID', 'string'), 2: one('sharing', { names: ['SHARED', 'PRIVATE', 'LOCKED'] }) },
  }),
  21: one('secretOpt', { message: session }),
  22: one('SSHOpt', { message: session }),
  23: one('resultID', 'string'),
  24: one('contentCache', { names: ['DEFAULT', 'ON', 'OFF'] }),
}

const exec: Message = {
  1: one('meta', { message: meta }),
  2: many('mounts', { message: mount }),
  3: one('network', { names: ['UNSET', 'HOST', 'NONE'] }),
  4: one('security', { names: ['SANDBOX', 'INSECURE'] }),
  5: many('secretenv', {
    message: { 1: one('ID', 'string'), 2: one('name', 'string'), 3: one('optional', 'bool') },
  }),
  6: many('cdiDevices', { message: { 1: one('name', 'string'), 2: one('optional', 'bool') } }),
}

const user: Message = {
  1: one('byName', { message: { 1: one('name', 'string'), 2: one('input', 'int') } }),
  2: { name: 'byID', type: 'uint', always: true },
}
const owner: Field = one('owner', {
  message: { 1: one('user', { message: user }), 2: one('group', { message: user }) },
})

const copy: Message = {
  1: one('src', 'string'),
  2: one('dest', 'string'),
  3: owner,
  4: one('mode', 'int'),
  5: one('followSymlink', 'bool'),
  6: one('dirCopyContents', 'bool'),
  7: one('attemptUnpackDockerCompatibility', 'bool'),
  8: one('createDestPath', 'bool'),
  9: one('allowWildcard', 'bool'),
  10: one('allowEmptyWildcard', 'bool'),
  11: one('timestamp', 'int'),
  12: many('include_patterns', 'string'),
  13: many('exclude_patterns', 'string'),
  14: one('alwaysReplaceExistingDestPaths', 'bool'),
  15: one('modeStr', 'string'),
  16: many('required_paths', 'string'),
}

const fileAction: Message = {
  1: one('input', 'int'),
  2: one('secondaryInput', 'int'),
  3: one('output', 'int'),
  4: one('copy', { message: copy }),
  5: one('mkfile', {
    message: {
      1: one('path', 'string'),
      2: one('mode', 'int'),
      3: one('data', 'bytes'),
      4: owner,
      5: one('timestamp', 'int'),
    },
  }),
  6: one('mkdir', {
    message: {
      1: one('path', 'string'),
      2: one('mode', 'int'),
      3: one('makeParents', 'bool'),
      4: owner,
      5: one('timestamp', 'int'),
    },
  }),
  7: one('rm', {
    message: { 1: one('path', 'string'), 2: one('allowNotFound', 'bool'), 3: one('allowWildcard', 'bool') },
  }),
  8: one('symlink', {
    message: {
      1: one('oldpath', 'string'),
      2: one('newpath', 'string'),
      3: owner,
      4: one('timestamp', 'int'),
    },
  }),
}

const index: Message = { 1: one('input', 'int') }

/** `pb.Op`. The definition inside a build op stays bytes. */
export const opSchema: Message = {
  1: many('inputs', { message: { 1: one('digest', 'string'), 2: one('index', 'int') } }),
  2: one('exec', { message: exec }),
  3: one('source', { message: { 1: one('identifier', 'string'), 2: one('attrs', 'map') } }),
  4: one('file', { message: { 2: many('actions', { message: fileAction }) } }),
  5: one('build', {
    message: {
      1: one('builder', 'int'),
      2: one('inputs', { messages: index }),
      3: one('def', 'bytes'),
      4: one('attrs', 'map'),
    },
  }),
  6: one('merge', { message: { 1: many('inputs', { message: index }) } }),
  7: one('diff', { message: { 1: one('lower', { message: index }), 2: one('upper', { message: index }) } }),
  8: one('passthrough', { message: { 1: one('id', 'string'), 2: many('outputs', 'int') } }),
  10: one('platform', { message: platform }),
  11: one('constraints', { message: { 1: many('filter', 'string') } }),
}
