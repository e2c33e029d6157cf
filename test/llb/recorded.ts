import { readFileSync } from 'node:fs'
import {
  type Constraints,
  caps,
  type Definition,
  type ExecMount,
  exec,
  type FileAction,
  file,
  fromDefinition,
  git,
  http,
  image,
  local,
  marshal,
  merge,
  type Output,
  type Ownership,
  ociLayout,
} from '../../src/llb/index.ts'
import { options } from './graph.ts'

interface Fixture {
  readonly ops: readonly RecordedEntry[]
  /** Indexes of the ops of one definition, in its order. */
  readonly definitions: readonly (readonly number[])[]
}
export interface RecordedEntry {
  readonly digest: string
  readonly op: RecordedOp
  readonly caps: readonly string[]
}
const fixture: Fixture = JSON.parse(
  readFileSync(new URL('./fixtures/recorded-ops.json', import.meta.url), 'utf8'),
)

/** The ops of every recorded definition. */
export const recordedDefinitions = fixture.definitions.map((indexes) =>
  indexes.map((index) => fixture.ops[index] as RecordedEntry),
)

/** Makes the ops of a recorded definition with the library's own constructors, and marshals them. */
export function buildRecorded(ops: readonly RecordedEntry[]): Definition {
  return marshal(build(ops), knowsDaemon(ops) ? options : { platform: options.platform })
}

/** Whether the ops were marshalled with the daemon's capabilities: where one was not, none was. */
function knowsDaemon(ops: readonly RecordedEntry[]): boolean {
  return ops.every(({ op, caps: needs }) => !op.exec || needs.includes(caps.execMetaSetsDefaultPath))
}

function build(ops: readonly RecordedEntry[]): Output | null {
  const outputs = new Map<string, Output>()
  const mixed = !knowsDaemon(ops)
  let result: Output | null = null
  for (const { digest, op, caps: needs } of ops) {
    const inputs = (op.inputs ?? []).map((input) => {
      const output = outputs.get(input.digest)
      if (!output) throw new Error(`no input ${input.digest}`)
      return { op: output.op, index: input.index ?? 0 }
    })
    result = rebuild(op, inputs)
    // An op of an earlier definition, as a scanner's input is.
    if (mixed && needs.includes(caps.execMetaSetsDefaultPath))
      result = fromDefinition(marshal(result, options))
    if (result) outputs.set(digest, result)
  }
  return result
}

/** An op as the reference's definitions were written down: fields as in the protocol, defaults left out. */
interface RecordedOp {
  readonly inputs?: readonly { readonly digest: string; readonly index?: number }[]
  readonly platform?: RecordedPlatform
  readonly source?: { readonly identifier: string; readonly attrs?: Readonly<Record<string, string>> }
  readonly exec?: RecordedExec
  readonly file?: { readonly actions: readonly RecordedFileAction[] }
  readonly merge?: { readonly inputs: readonly { readonly input?: number }[] }
}
interface RecordedPlatform {
  readonly OS?: string
  readonly Architecture?: string
  readonly Variant?: string
  readonly OSVersion?: string
  readonly OSFeatures?: readonly string[]
}
interface RecordedSession {
  readonly ID?: string
  readonly uid?: number
  readonly gid?: number
  readonly mode?: number
  readonly optional?: boolean
}
interface RecordedMount {
  readonly input?: number
  readonly selector?: string
  readonly dest: string
  readonly output?: number
  readonly readonly?: boolean
  readonly mountType?: number
  readonly TmpfsOpt?: { readonly size?: number }
  readonly cacheOpt?: { readonly ID: string; readonly sharing?: number }
  readonly secretOpt?: RecordedSession
  readonly SSHOpt?: RecordedSession
}
interface RecordedExec {
  readonly meta: {
    readonly args: readonly string[]
    readonly env?: readonly string[]
    readonly cwd: string
    readonly user?: string
    readonly proxy_env?: Readonly<Record<string, string>>
    readonly extraHosts?: readonly { readonly Host: string; readonly IP: string }[]
    readonly hostname?: string
    readonly ulimit?: readonly { readonly Name: string; readonly Soft?: number; readonly Hard?: number }[]
    readonly cgroupParent?: string
    readonly validExitCodes?: readonly number[]
  }
  readonly mounts: readonly RecordedMount[]
  readonly network?: number
  readonly security?: number
  readonly secretenv?: readonly { readonly ID: string; readonly name: string; readonly optional?: boolean }[]
  readonly cdiDevices?: readonly { readonly name: string; readonly optional?: boolean }[]
}
interface RecordedOwner {
  readonly user?: RecordedUser
  readonly group?: RecordedUser
}
type RecordedUser = { readonly byName?: { readonly name: string }; readonly byID?: number }
interface RecordedFileAction {
  readonly input?: number
  readonly secondaryInput?: number
  readonly copy?: RecordedAction & { readonly src: string; readonly dest: string }
  readonly mkfile?: RecordedAction & { readonly path: string; readonly data?: string }
  readonly mkdir?: RecordedAction & { readonly path: string; readonly makeParents?: boolean }
}
interface RecordedAction {
  readonly mode?: number
  readonly owner?: RecordedOwner
  readonly timestamp?: number
  readonly followSymlink?: boolean
  readonly dirCopyContents?: boolean
  readonly attemptUnpackDockerCompatibility?: boolean
  readonly createDestPath?: boolean
  readonly allowWildcard?: boolean
  readonly allowEmptyWildcard?: boolean
  readonly include_patterns?: readonly string[]
  readonly exclude_patterns?: readonly string[]
  readonly required_paths?: readonly string[]
  readonly alwaysReplaceExistingDestPaths?: boolean
  readonly modeStr?: string
}

/** Makes the op of a recorded one with the library's own constructors; `inputs` are those of the record. */
function rebuild(recorded: RecordedOp, inputs: readonly Output[]): Output | null {
  const constraints = recorded.platform === undefined ? {} : { platform: platformOf(recorded.platform) }
  const at = (index = 0): Output | null => inputs[index] ?? null
  if (recorded.source) {
    return rebuildSource(recorded.source.identifier, recorded.source.attrs ?? {}, constraints)
  }
  if (recorded.exec) return rebuildExec(recorded.exec, constraints, at)
  if (recorded.file) {
    const base = at(recorded.file.actions[0]?.input)
    return file(
      base,
      recorded.file.actions.map((action) => rebuildAction(action, at)),
    )
  }
  if (recorded.merge) return merge(recorded.merge.inputs.map(({ input }) => at(input)))
  return at(0)
}

function rebuildSource(
  identifier: string,
  attrs: Readonly<Record<string, string>>,
  constraints: Constraints,
): Output {
  const [scheme = '', name = ''] = identifier.split(/:\/\/(.*)/s)
  const text = (key: string): string => attrs[key] ?? ''
  const list = (key: string): string[] => JSON.parse(attrs[key] ?? '[]')
  const flag = (key: string): boolean => attrs[key] === 'true'
  switch (scheme) {
    case 'docker-image':
      return image(name, {
        ...constraints,
        resolveMode:
          text('image.resolvemode') === 'pull' ? 'pull' : attrs['image.resolvemode'] ? 'local' : 'default',
      })
    case 'oci-layout':
      return ociLayout(name, { ...constraints, sessionId: text('oci.session'), storeId: text('oci.store') })
    case 'local':
      return local(name, {
        ...constraints,
        sessionId: text('local.session'),
        followPaths: list('local.followpaths'),
        excludePatterns: list('local.excludepatterns'),
        includePatterns: list('local.includepattern'),
        sharedKeyHint: text('local.sharedkeyhint'),
        ...(attrs['local.differ'] === 'none' ? { differ: { type: 'none', required: false } } : {}),
      })
    case 'git': {
      const url = text('git.fullurl')
      const [, ref = '', subdir = ''] = /#([^:]*):?(.*)$/.exec(name) ?? []
      const path = name.replace(/^[^/]*/, '').replace(/#.*$/, '')
      return git(
        {
          scheme: attrs['git.mountsshsock'] ? 'ssh' : 'https',
          host: name.replace(/\/.*$/, ''),
          path,
          remote: url,
        },
        {
          ...constraints,
          ref,
          subdir,
          keepGitDir: flag('git.keepgitdir'),
          skipSubmodules: flag('git.skipsubmodules'),
          fetchByCommit: flag('git.fetchbycommit'),
          checksum: text('git.checksum'),
          mtime: text('git.mtime'),
        },
      )
    }
    default:
      return http(identifier, {
        ...constraints,
        filename: text('http.filename'),
        checksum: text('http.checksum'),
      })
  }
}

function rebuildExec(
  { meta, mounts, ...recorded }: RecordedExec,
  constraints: Constraints,
  at: (index?: number) => Output | null,
): Output | null {
  const root = mounts.find((mount) => mount.dest === '/' && mount.mountType === undefined)
  const proxy = meta.proxy_env
  const result = exec({
    root: at(root?.input),
    readOnlyRoot: root?.readonly ?? false,
    args: meta.args,
    env: meta.env ?? [],
    cwd: meta.cwd,
    ...(meta.user === undefined ? {} : { user: meta.user }),
    ...(meta.hostname === undefined ? {} : { hostname: meta.hostname }),
    mounts: mounts.filter((mount) => mount !== root).map((mount) => rebuildMount(mount, at)),
    secretEnv: (recorded.secretenv ?? []).map(({ ID, name, optional = false }) => ({
      id: ID,
      name,
      optional,
    })),
    network: (['default', 'host', 'none'] as const)[recorded.network ?? 0] ?? 'default',
    security: recorded.security === 1 ? 'insecure' : 'sandbox',
    ...(proxy === undefined
      ? {}
      : {
          proxy: {
            httpProxy: proxy['http_proxy'] ?? '',
            httpsProxy: proxy['https_proxy'] ?? '',
            ftpProxy: proxy['ftp_proxy'] ?? '',
            noProxy: proxy['no_proxy'] ?? '',
            allProxy: proxy['all_proxy'] ?? '',
          },
        }),
    extraHosts: (meta.extraHosts ?? []).map(({ Host, IP }) => ({ host: Host, ip: IP })),
    ulimits: (meta.ulimit ?? []).map(({ Name, Soft = 0, Hard = 0 }) => ({
      name: Name,
      soft: Soft,
      hard: Hard,
    })),
    ...(meta.cgroupParent === undefined ? {} : { cgroupParent: meta.cgroupParent }),
    devices: (recorded.cdiDevices ?? []).map(({ name, optional = false }) => ({ name, optional })),
    ...(meta.validExitCodes === undefined ? {} : { validExitCodes: meta.validExitCodes }),
    constraints,
  })
  return result.root
}

function rebuildMount(mount: RecordedMount, at: (index?: number) => Output | null): ExecMount {
  const target = mount.dest
  const base = {
    target,
    source: at(mount.input),
    readOnly: mount.readonly ?? false,
    ...(mount.selector === undefined ? {} : { selector: mount.selector }),
  }
  const session = (opt: RecordedSession = {}) => ({
    target,
    id: opt.ID ?? '',
    uid: opt.uid ?? 0,
    gid: opt.gid ?? 0,
    mode: opt.mode ?? 0,
    optional: opt.optional ?? false,
  })
  switch (mount.mountType) {
    case 1:
      return { type: 'secret', ...session(mount.secretOpt) }
    case 2:
      return { type: 'ssh', ...session(mount.SSHOpt) }
    case 3: {
      const sharing = (['shared', 'private', 'locked'] as const)[mount.cacheOpt?.sharing ?? 0] ?? 'shared'
      return { type: 'cache', ...base, id: mount.cacheOpt?.ID ?? '', sharing }
    }
    case 4:
      return { type: 'tmpfs', target, size: mount.TmpfsOpt?.size ?? 0 }
    default:
      return { type: 'bind', ...base, noOutput: mount.output === -1 && !mount.readonly }
  }
}

function rebuildAction(recorded: RecordedFileAction, at: (index?: number) => Output | null): FileAction {
  const action: RecordedAction = recorded.copy ?? recorded.mkfile ?? recorded.mkdir ?? {}
  const common = {
    ...(action.owner === undefined ? {} : { ownership: ownershipOf(action.owner) }),
    ...(action.timestamp === -1 ? {} : { created: { unixNanoseconds: BigInt(action.timestamp ?? 0) } }),
  }
  if (recorded.copy) {
    const { copy } = recorded
    return {
      type: 'copy',
      from: at(recorded.secondaryInput),
      source: copy.src,
      destination: copy.dest,
      ...(copy.modeStr === undefined
        ? copy.mode === -1
          ? {}
          : { mode: copy.mode ?? 0 }
        : { modeString: copy.modeStr }),
      followSymlinks: copy.followSymlink ?? false,
      copyDirContentsOnly: copy.dirCopyContents ?? false,
      attemptUnpack: copy.attemptUnpackDockerCompatibility ?? false,
      createDestPath: copy.createDestPath ?? false,
      allowWildcard: copy.allowWildcard ?? false,
      allowEmptyWildcard: copy.allowEmptyWildcard ?? false,
      includePatterns: copy.include_patterns ?? [],
      excludePatterns: copy.exclude_patterns ?? [],
      requiredPaths: copy.required_paths ?? [],
      alwaysReplaceExistingDestPaths: copy.alwaysReplaceExistingDestPaths ?? false,
      ...common,
    }
  }
  if (recorded.mkfile) {
    const data = Uint8Array.from(recorded.mkfile.data ?? '', (char) => char.charCodeAt(0))
    return { type: 'mkfile', path: recorded.mkfile.path, mode: action.mode ?? 0, data, ...common }
  }
  if (recorded.mkdir) {
    const { path, makeParents = false } = recorded.mkdir
    return { type: 'mkdir', path, mode: action.mode ?? 0, makeParents, ...common }
  }
  throw new Error(`unknown action ${JSON.stringify(recorded)}`)
}

function ownershipOf({ user, group }: RecordedOwner): Ownership {
  const owner = ({ byName, byID }: RecordedUser) => (byName ? { name: byName.name } : { id: byID ?? 0 })
  return { ...(user ? { user: owner(user) } : {}), ...(group ? { group: owner(group) } : {}) }
}

function platformOf(platform: RecordedPlatform) {
  return {
    os: platform.OS ?? '',
    architecture: platform.Architecture ?? '',
    ...(platform.Variant ? { variant: platform.Variant } : {}),
    ...(platform.OSVersion ? { osVersion: platform.OSVersion } : {}),
    ...(platform.OSFeatures ? { osFeatures: platform.OSFeatures } : {}),
  }
}
