import { caps } from '../caps.ts'
import type { ExecMount, ExecOp } from '../op.ts'
import type { EncodeContext } from './context.ts'

/** Everything that an exec may need, in the order in which it is listed; a set of them is a number, one bit for each. */
const known = [
  caps.execMetaBase,
  caps.execMetaSetsDefaultPath,
  caps.execValidExitCode,
  caps.execMetaUlimit,
  caps.execMetaLinuxResources,
  caps.execMetaNetwork,
  caps.execMetaSecurity,
  caps.execMetaProxy,
  caps.execMountBind,
  caps.execMountSelector,
  caps.execMountCache,
  caps.execMountCacheSharing,
  caps.execMountTmpfs,
  caps.execMountTmpfsSize,
  caps.execMountSecret,
  caps.execMountSsh,
  caps.execSecretEnv,
  caps.execMetaCdi,
] as const

const bits = Object.fromEntries(known.map((cap, index) => [cap, 1 << index])) as Readonly<
  Record<(typeof known)[number], number>
>

const lists = new Map<number, readonly string[]>()

/** The capabilities that an exec needs, each once; the very same list for all that need the same. */
export function execCaps(op: ExecOp, context: EncodeContext): readonly string[] {
  const set = neededBits(op, context)
  let list = lists.get(set)
  if (list === undefined) {
    list = Object.freeze(known.filter((cap) => (set & bits[cap]) !== 0))
    lists.set(set, list)
  }
  return list
}

function neededBits(op: ExecOp, context: EncodeContext): number {
  let set = bits[caps.execMetaBase]
  if (context.defaultPath === 'daemon' && !op.withoutDefaultPath) set |= bits[caps.execMetaSetsDefaultPath]
  if (op.validExitCodes !== undefined) set |= bits[caps.execValidExitCode]
  if (op.ulimits !== undefined && op.ulimits.length > 0) set |= bits[caps.execMetaUlimit]
  if (op.constraints.linuxResources !== undefined) set |= bits[caps.execMetaLinuxResources]
  if (op.network !== undefined && op.network !== 'default') set |= bits[caps.execMetaNetwork]
  if (op.security === 'insecure') set |= bits[caps.execMetaSecurity]
  if (op.proxy !== undefined) set |= bits[caps.execMetaProxy]
  if (op.root !== null) set |= bits[caps.execMountBind]
  for (let at = 0; at < op.mounts.length; at++) set |= mountBits(op.mounts[at] as ExecMount)
  if (op.secretEnv !== undefined && op.secretEnv.length > 0) {
    set |= bits[caps.execMountSecret] | bits[caps.execSecretEnv]
  }
  if (op.devices !== undefined && op.devices.length > 0) set |= bits[caps.execMetaCdi]
  return set
}

function mountBits(mount: ExecMount): number {
  const selector =
    mount.type !== 'secret' && mount.type !== 'ssh' && mount.selector ? bits[caps.execMountSelector] : 0
  switch (mount.type) {
    case 'bind':
      return selector | (mount.source === null ? 0 : bits[caps.execMountBind])
    case 'cache':
      return selector | bits[caps.execMountCache] | bits[caps.execMountCacheSharing]
    case 'tmpfs':
      return (
        selector | bits[caps.execMountTmpfs] | ((mount.size ?? 0) > 0 ? bits[caps.execMountTmpfsSize] : 0)
      )
    case 'secret':
      return bits[caps.execMountSecret]
    case 'ssh':
      return bits[caps.execMountSsh]
  }
}
