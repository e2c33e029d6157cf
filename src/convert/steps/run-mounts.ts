import type { RunMount } from '../../dockerfile/index.ts'
import { base, clean, isAbs, join, quote } from '../../go/index.ts'
import { type ExecMount, file, type Output, type SecretEnv } from '../../llb/index.ts'
import { BuildError } from '../../source/index.ts'
import type { StageBuilder } from '../definition/index.ts'

/**
 * The mounts of a RUN as an exec takes them.
 *
 * @example
 * const { mounts, secretEnv }: ConvertedMounts = convertMounts(value.mounts, stage)
 */
export interface ConvertedMounts {
  readonly mounts: readonly ExecMount[]
  readonly secretEnv: readonly SecretEnv[]
}

/**
 * Makes the mounts of a RUN. The instruction's sources are those of the mounts, in the same order.
 * Throws BuildError for a mount that cannot be.
 *
 * @example
 * // sources: ({ mounts }) => mounts.map(({ from }) => ({ name: from || 'scratch' }))
 * const { mounts, secretEnv } = convertMounts(value.mounts, stage)
 * stage.exec({ args, mounts, secretEnv })
 */
export function convertMounts(mounts: readonly RunMount[], stage: StageBuilder): ConvertedMounts {
  const converted: ExecMount[] = []
  const secretEnv: SecretEnv[] = []
  for (let index = 0; index < mounts.length; index++) {
    const mount = mounts[index] as RunMount
    const files = sourceOf(mount, index, stage)
    switch (mount.type) {
      case 'secret':
        converted.push(...secretMount(mount, stage, secretEnv))
        break
      case 'ssh':
        converted.push(sshMount(mount, stage))
        break
      default:
        converted.push(fileMount(mount, mount.type, files.output, stage))
        files.use(join('/', mount.source))
    }
  }
  return { mounts: converted, secretEnv }
}

interface MountSource {
  readonly output: Output | null
  use(path: string): void
}

function sourceOf(mount: RunMount, index: number, stage: StageBuilder): MountSource {
  if (mount.from === '' && mount.type !== 'cache') return stage.buildContext
  const source = stage.source(index)
  if (source.ready) return source
  throw new BuildError(
    'stage-order',
    `cannot mount from stage ${quote(mount.from)} to ${quote(mount.target)}, stage needs to be defined before current command`,
  )
}

function fileMount(
  mount: RunMount,
  type: 'bind' | 'cache' | 'tmpfs',
  files: Output | null,
  stage: StageBuilder,
): ExecMount {
  const target = isAbs(clean(mount.target)) ? mount.target : join('/', stage.workdir, mount.target)
  if (target === '/') throw new BuildError('mount-target', `invalid mount target ${quote(target)}`)
  const path = join('/', mount.source)
  const owned = mount.uid !== undefined || mount.gid !== undefined || mount.mode !== undefined
  const selector = path !== '/' ? path : owned ? '/cache' : undefined
  const places = {
    target,
    ...(selector === undefined ? {} : { selector }),
    ...(mount.readOnly ? { readOnly: true } : {}),
  }
  if (type === 'tmpfs') return { ...places, type, size: mount.sizeLimit }
  const source = path === '/' && owned ? ownedDirectory(mount, files) : files
  if (type === 'bind') {
    // What a build writes there is for the command alone, where the daemon can throw it away.
    const dropped =
      !mount.readOnly && stage.options.llbCaps.missing('exec.mount.bind.readwrite-nooutput') === undefined
    return { ...places, type, source, ...(dropped ? { noOutput: true } : {}) }
  }
  const id = `${stage.options.cacheIdNamespace}/${mount.cacheId || clean(mount.target)}`
  return { ...places, type, source, id, sharing: mount.cacheSharing || 'shared' }
}

/** A directory for the cache to start from, with the owner and permissions that the mount asks for. */
function ownedDirectory(mount: RunMount, files: Output | null): Output {
  return file(
    files,
    [
      {
        type: 'mkdir',
        path: '/cache',
        mode: mount.mode ?? 0o755,
        ownership: { user: { id: mount.uid ?? 0 }, group: { id: mount.gid ?? 0 } },
      },
    ],
    { customName: '[internal] setting cache mount permissions' },
  )
}

function secretMount(mount: RunMount, stage: StageBuilder, secretEnv: SecretEnv[]): readonly ExecMount[] {
  const id = mount.source || mount.cacheId || (mount.target === '' ? '' : base(mount.target))
  if (id === '') throw new BuildError('mount-conflict', 'one of source, target required')
  stage.outline.secret(id, mount.required)
  const optional = !mount.required
  if (mount.env !== undefined) {
    secretEnv.push({ id, name: mount.env, optional })
    if (mount.target === '') return []
  }
  const target = mount.target || `/run/secrets/${base(id)}`
  return [{ type: 'secret', target, id, optional, ...access(mount, 0o400) }]
}

function sshMount(mount: RunMount, stage: StageBuilder): ExecMount {
  if (mount.source !== '') throw new BuildError('mount-conflict', 'ssh does not support source')
  stage.outline.ssh(mount.cacheId || 'default', mount.required)
  const { target, cacheId: id, required } = mount
  return { type: 'ssh', target, id, optional: !required, ...access(mount, 0o600) }
}

function access(mount: RunMount, mode: number): { uid: number; gid: number; mode: number } {
  return { uid: mount.uid ?? 0, gid: mount.gid ?? 0, mode: mount.mode ?? mode }
}
