import { clean, isAbs, join } from '../../go/index.ts'
import { BuildError } from '../../source/index.ts'
import type { WireWriter } from '../../wire/index.ts'
import type { CreatedTime, FileAction, FileOp, Owner, Ownership } from '../op.ts'
import type { EncodeContext } from './context.ts'
import { EMPTY_INPUT, InputList } from './input-list.ts'
import { writeOpHead } from './op-head.ts'

const ACTION_FIELDS = { copy: 4, mkfile: 5, mkdir: 6, rm: 7, symlink: 8 } as const
/** What a file action says where its result is not one of the op. */
const NO_OUTPUT = -1
/** Stands for "as in the source" or "as it is". */
const UNCHANGED = -1

/** Throws BuildError (`definition`) for a file op without actions. */
export function encodeFile(writer: WireWriter, op: FileOp, context: EncodeContext): void {
  if (op.actions.length === 0) throw new BuildError('definition', 'action is required')
  const inputs = new InputList()
  const base = inputs.add(context.inputOf(op.base))
  const secondary = op.actions.map((action) =>
    action.type === 'copy' ? inputs.add(context.inputOf(action.from)) : EMPTY_INPUT,
  )
  writeOpHead(writer, inputs.inputs, op.constraints)
  const mark = writer.open(4)
  op.actions.forEach((action, index) => {
    const entry = writer.open(2)
    // Results of earlier actions count on after the inputs.
    writer.int64(1, index === 0 ? base : inputs.inputs.length + index - 1)
    writer.int64(2, secondary[index] ?? EMPTY_INPUT)
    writer.int64(3, index === op.actions.length - 1 ? 0 : NO_OUTPUT)
    const body = writer.open(ACTION_FIELDS[action.type])
    writeAction(writer, action, op.cwd ?? '/', base)
    writer.close(body)
    writer.close(entry)
  })
  writer.close(mark)
}

function writeAction(writer: WireWriter, action: FileAction, cwd: string, base: number): void {
  switch (action.type) {
    case 'copy':
      writeCopy(writer, action, cwd, base)
      return
    case 'mkfile':
      writer.string(1, absolute(cwd, action.path))
      writer.int32(2, action.mode & 0o777)
      writer.bytes(3, action.data)
      writeOwnership(writer, 4, action.ownership, base)
      writer.int64(5, timeOf(action.created))
      return
    case 'mkdir':
      writer.string(1, absolute(cwd, action.path))
      writer.int32(2, action.mode & 0o777)
      writer.bool(3, action.makeParents)
      writeOwnership(writer, 4, action.ownership, base)
      writer.int64(5, timeOf(action.created))
      return
    case 'rm':
      writer.string(1, absolute(cwd, action.path))
      writer.bool(2, action.allowNotFound)
      writer.bool(3, action.allowWildcard)
      return
    case 'symlink':
      writer.string(1, action.oldPath)
      writer.string(2, action.newPath)
      writeOwnership(writer, 3, action.ownership, base)
      writer.int64(4, timeOf(action.created))
      return
  }
}

function writeCopy(
  writer: WireWriter,
  action: Extract<FileAction, { type: 'copy' }>,
  cwd: string,
  base: number,
): void {
  writer.string(1, absolute('/', action.source))
  writer.string(2, destination(cwd, action.destination))
  writeOwnership(writer, 3, action.ownership, base)
  writer.int32(4, action.modeString ? 0 : (action.mode ?? UNCHANGED))
  writer.bool(5, action.followSymlinks)
  writer.bool(6, action.copyDirContentsOnly)
  writer.bool(7, action.attemptUnpack)
  writer.bool(8, action.createDestPath)
  writer.bool(9, action.allowWildcard)
  writer.bool(10, action.allowEmptyWildcard)
  writer.int64(11, timeOf(action.created))
  writer.strings(12, action.includePatterns ?? [])
  writer.strings(13, action.excludePatterns ?? [])
  writer.bool(14, action.alwaysReplaceExistingDestPaths)
  writer.string(15, action.modeString ?? '')
  writer.strings(16, action.requiredPaths ?? [])
}

function absolute(cwd: string, path: string): string {
  const cleaned = clean(path)
  return isAbs(cleaned) ? cleaned : join('/', cwd, cleaned)
}

/** A slash or a `/.` at the end is kept: it says that the destination is a directory. */
function destination(cwd: string, path: string): string {
  const full = absolute(cwd, path)
  if (path.endsWith('/')) return full.endsWith('/') ? full : `${full}/`
  if (path.endsWith('/.')) return full === '/' ? '/.' : `${full}/.`
  return full
}

function timeOf(created: CreatedTime | undefined): number | bigint {
  return created === undefined ? UNCHANGED : BigInt.asIntN(64, created.unixNanoseconds)
}

function writeOwnership(
  writer: WireWriter,
  field: number,
  ownership: Ownership | undefined,
  base: number,
): void {
  if (ownership === undefined) return
  const mark = writer.open(field)
  if (ownership.user) writeOwner(writer, 1, ownership.user, base)
  if (ownership.group) writeOwner(writer, 2, ownership.group, base)
  writer.close(mark)
}

function writeOwner(writer: WireWriter, field: number, owner: Owner, base: number): void {
  const mark = writer.open(field)
  if ('name' in owner && owner.name !== '') {
    const named = writer.open(1)
    writer.string(1, owner.name)
    writer.int64(2, base)
    writer.close(named)
  } else {
    // An empty name is the id 0, and an id is written even where it is 0: it is a member of a oneof.
    writer.uint32Always(2, 'id' in owner ? owner.id : 0)
  }
  writer.close(mark)
}
