import { isAbsolutePath, normalizePath, removeDrive } from '../../../platform/index.ts'
import type { StageBuilder } from '../../definition/index.ts'

/** Where a destination lies: absolute, with slashes; a slash at its end, which makes it a directory, stays. */
export function destinationPath(written: string, stage: StageBuilder): string {
  const { os } = stage.platform
  const path = removeDrive(written, os, true)
  if (isAbsolutePath(path, os)) return normalizePath('/', path, os, true)
  return normalizePath(stage.workdir, path === '.' || path === '' ? './' : path, os, true)
}
