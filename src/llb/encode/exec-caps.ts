import { caps } from '../caps.ts'
import type { ExecOp } from '../op.ts'
import type { EncodeContext } from './context.ts'

/** The capabilities that an exec needs, each once. */
export function execCaps(op: ExecOp, context: EncodeContext): readonly string[] {
  const needs: string[] = [caps.execMetaBase]
  if (context.defaultPath === 'daemon' && !op.withoutDefaultPath) needs.push(caps.execMetaSetsDefaultPath)
  if (op.validExitCodes !== undefined) needs.push(caps.execValidExitCode)
  if (op.ulimits !== undefined && op.ulimits.length > 0) needs.push(caps.execMetaUlimit)
  if (op.constraints.linuxResources !== undefined) needs.push(caps.execMetaLinuxResources)
  if (op.network !== undefined && op.network !== 'default') needs.push(caps.execMetaNetwork)
  if (op.security === 'insecure') needs.push(caps.execMetaSecurity)
  if (op.proxy !== undefined) needs.push(caps.execMetaProxy)
  if (op.root !== null) needs.push(caps.execMountBind)
  for (const mount of op.mounts) {
    if (mount.type !== 'secret' && mount.type !== 'ssh' && mount.selector) needs.push(caps.execMountSelector)
    switch (mount.type) {
      case 'bind':
        if (mount.source !== null) needs.push(caps.execMountBind)
        break
      case 'cache':
        needs.push(caps.execMountCache, caps.execMountCacheSharing)
        break
      case 'tmpfs':
        needs.push(caps.execMountTmpfs)
        if ((mount.size ?? 0) > 0) needs.push(caps.execMountTmpfsSize)
        break
      case 'secret':
        needs.push(caps.execMountSecret)
        break
      case 'ssh':
        needs.push(caps.execMountSsh)
        break
    }
  }
  if (op.secretEnv !== undefined && op.secretEnv.length > 0) {
    needs.push(caps.execMountSecret, caps.execSecretEnv)
  }
  if (op.devices !== undefined && op.devices.length > 0) needs.push(caps.execMetaCdi)
  return op.mounts.length === 0 ? needs : [...new Set(needs)]
}
