import type { Platform } from '../../platform/platform.ts'
import type { WireWriter } from '../../wire/index.ts'
import type { Constraints } from '../constraints.ts'
import type { OpInput } from '../imported/imported-op.ts'

/**
 * Writes what all ops have in common; what the op does comes last, as its fields are members of a oneof.
 * @param platform the field of the platform; absent where the op has none on the wire
 */
export function writeOpHead(
  writer: WireWriter,
  inputs: readonly OpInput[],
  constraints: Constraints,
  platform?: Uint8Array,
): void {
  for (let at = 0; at < inputs.length; at++) writeInput(writer, inputs[at] as OpInput)
  if (platform !== undefined) writer.raw(platform)
  // Written even where it is empty.
  const mark = writer.open(11)
  if (constraints.workerFilters) writer.strings(1, constraints.workerFilters)
  writer.close(mark)
}

/** `Op.inputs`. */
export function writeInput(writer: WireWriter, input: OpInput): void {
  const mark = writer.open(1)
  writer.string(1, input.digest)
  writer.int64(2, input.index)
  writer.close(mark)
}

/** `Op.platform`. */
export function writePlatform(writer: WireWriter, platform: Platform): void {
  const mark = writer.open(10)
  writer.string(1, platform.architecture)
  writer.string(2, platform.os)
  writer.string(3, platform.variant ?? '')
  writer.string(4, platform.osVersion ?? '')
  writer.strings(5, platform.osFeatures ?? [])
  writer.close(mark)
}
