import { BuildError } from '../../source/index.ts'
import { ROOT, resultIndexOf, sourceOf } from '../exec-mounts.ts'
import type { ExecOp, Output } from '../op.ts'
import { withPlatformOf } from '../platform-of.ts'

/** A command with what it leaves behind. */
export interface Exec {
  readonly op: ExecOp
  /** The root file system afterwards; what it was before where it is mounted read-only. */
  readonly root: Output | null
  /**
   * What a mount holds afterwards.
   * @param target as it was given; `/` is the root
   * Throws BuildError (`definition`) for a mount that has no result.
   */
  mount(target: string): Output | null
}

/** What a command needs to be told; all else has a default: no environment, `/` to work in, no mounts. */
export type ExecFields = Pick<ExecOp, 'root' | 'args'> & Partial<Omit<ExecOp, 'kind'>>

/** Runs a command. Its platform is that of the root where the constraints name none. */
export function exec(fields: ExecFields): Exec {
  // All fields in one order: whatever reads an exec then finds them at the same place.
  const op: ExecOp = Object.freeze({
    kind: 'exec',
    root: fields.root,
    readOnlyRoot: fields.readOnlyRoot,
    args: fields.args,
    env: fields.env ?? [],
    cwd: fields.cwd ?? '/',
    user: fields.user,
    hostname: fields.hostname,
    mounts: fields.mounts ?? [],
    secretEnv: fields.secretEnv,
    network: fields.network,
    security: fields.security,
    proxy: fields.proxy,
    extraHosts: fields.extraHosts,
    ulimits: fields.ulimits,
    cgroupParent: fields.cgroupParent,
    devices: fields.devices,
    validExitCodes: fields.validExitCodes,
    withoutDefaultPath: fields.withoutDefaultPath,
    constraints: withPlatformOf(fields.root, fields.constraints ?? {}),
  })
  const root = op.readOnlyRoot ? op.root : { op, index: resultIndexOf(op, ROOT) }
  return { op, root, mount: (target) => (target === '/' ? root : mountResult(op, target)) }
}

function mountResult(op: ExecOp, target: string): Output | null {
  const mount = op.mounts.find((candidate) => candidate.target === target)
  if (mount === undefined || mount.type === 'secret' || mount.type === 'ssh') {
    throw new BuildError('definition', `invalid mount: ${target}`)
  }
  if (mount.readOnly) return sourceOf(op, mount)
  if (mount.type === 'tmpfs') {
    throw new BuildError('definition', `tmpfs mount for ${target} can't be used as a parent`)
  }
  if (mount.type === 'bind' && mount.noOutput) {
    throw new BuildError('definition', `mount marked no-output and ${target} can't be used as a parent`)
  }
  const index = resultIndexOf(op, mount)
  if (index < 0) throw new BuildError('definition', `invalid mount: ${target}`)
  return { op, index }
}
