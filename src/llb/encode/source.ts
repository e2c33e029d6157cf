import { BuildError } from '../../source/index.ts'
import type { WireWriter } from '../../wire/index.ts'
import type { SourceOp } from '../op.ts'
import type { EncodeContext } from './context.ts'
import { writeOpHead } from './op-head.ts'

/** Throws BuildError (`definition`) for a source without an identifier. */
export function encodeSource(writer: WireWriter, op: SourceOp, context: EncodeContext): void {
  if (op.identifier === '') throw new BuildError('definition', "source identifier can't be empty")
  const platform = op.hasPlatform ? (op.constraints.platform ?? context.platform) : undefined
  writeOpHead(writer, [], op.constraints, platform && context.platforms.of(platform))
  const mark = writer.open(3)
  writer.string(1, op.identifier)
  writer.stringMap(2, op.attrs)
  writer.close(mark)
}
