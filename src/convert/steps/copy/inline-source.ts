import type { InlineSource } from '../../../dockerfile/index.ts'
import { file, type Output } from '../../../llb/index.ts'
import { removeDrive } from '../../../platform/index.ts'
import { encodeText } from '../../../source/index.ts'
import type { StageBuilder } from '../../definition/index.ts'

/** A here-document as a file of its own, and the file's path. Throws BuildError (`removing drive letter: …`). */
export function inlineFile(
  inline: InlineSource,
  stage: StageBuilder,
): { readonly files: Output; readonly path: string } {
  const path = removeDrive(inline.path, stage.platform.os, false)
  const files = file(null, [{ type: 'mkfile', path, mode: 0o644, data: encodeText(inline.content) }], {
    customName: '[internal] preparing inline document',
    platform: stage.platform,
  })
  return { files, path }
}
