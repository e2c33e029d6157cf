import { BuildError } from '../../source/index.ts'
import type { WireWriter } from '../../wire/index.ts'
import type { OpInput } from '../imported/imported-op.ts'
import type { DiffOp, MergeOp } from '../op.ts'
import type { EncodeContext } from './context.ts'
import { EMPTY_INPUT } from './input-list.ts'
import { writeOpHead } from './op-head.ts'

/** Throws BuildError (`definition`) for fewer than two inputs. */
export function encodeMerge(writer: WireWriter, op: MergeOp, context: EncodeContext): void {
  const inputs = op.inputs.map((input) => context.inputOf(input)).filter((input) => input !== null)
  if (inputs.length < 2) throw new BuildError('definition', 'merge must have at least 2 inputs')
  writeOpHead(writer, inputs, op.constraints)
  const mark = writer.open(6)
  for (let index = 0; index < inputs.length; index++) writeIndex(writer, 1, index)
  writer.close(mark)
}

/** Inputs of merge and diff ops are listed one by one, even where two are the same. */
export function encodeDiff(writer: WireWriter, op: DiffOp, context: EncodeContext): void {
  const inputs: OpInput[] = []
  const add = (input: OpInput | null): number => (input === null ? EMPTY_INPUT : inputs.push(input) - 1)
  const lower = add(context.inputOf(op.lower))
  const upper = add(context.inputOf(op.upper))
  writeOpHead(writer, inputs, op.constraints)
  const mark = writer.open(7)
  writeIndex(writer, 1, lower)
  writeIndex(writer, 2, upper)
  writer.close(mark)
}

function writeIndex(writer: WireWriter, field: number, index: number): void {
  const mark = writer.open(field)
  writer.int64(1, index)
  writer.close(mark)
}
