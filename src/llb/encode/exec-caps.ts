import { caps } from '../caps.ts'
import type { ExecOp } from '../op.ts'
import type { EncodeContext } from './context.ts'

/** The capabilities that an exec needs, each once. */
export function execCaps(op: ExecOp, context: EncodeContext): readonly string[] {
  const needs = new Set<string>([caps.execMetaBase])
  if (context.defaultPath === 'daemon' && !op.withoutDefaultPath) needs.add(caps.execMetaSetsDefaultPath)
  if (op.validExitCodes !== undefined) needs.add(caps.execValidExitCode)
  if (op.ulimits !== undefined && op.ulimits.length > 0) needs.add(caps.execMetaUlimit)
  if (op.constraints.linuxResources !== undefined) needs.add(caps.execMetaLinuxResources)
  if (op.network !== undefined && op.network !== 'default') needs.add(caps.execMetaNetwork)
  if (op.security === 'insecure') needs.add(caps.execMetaSecurity)
  if (op.proxy !== undefined) needs.add(caps.execMetaProxy)
  if (op.root !== null) needs.add(caps.execMountBind)
  for (const mount of op.mounts) {
    if (mount.type !== 'secret' && mount.type !== 'ssh' && mount.selector) needs.add(caps.execMountSelector)
    switch (mount.type) {
      case 'bind':
        if (mount.source !== null) needs.add(caps.execMountBind)
        break
      case 'cache':
        needs.add(caps.execMountCache).add(caps.execMountCacheSharing)
        break
      case 'tmpfs':
        needs.add(caps.execMountTmpfs)
        if ((mount.size ?? 0) > 0) needs.add(caps.execMountTmpfsSize)
        break
      case 'secret':
        needs.add(caps.execMountSecret)
        break
      case 'ssh':
        needs.add(caps.execMountSsh)
        break
    }
  }
  if (op.secretEnv !== undefined && op.secretEnv.length > 0) {
    needs.add(caps.execMountSecret).add(caps.execSecretEnv)
  }
  if (op.devices !== undefined && op.devices.length > 0) needs.add(caps.execMetaCdi)
  return [...needs]
}
