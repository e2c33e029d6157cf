import type { AddInstruction, CopyInstruction, Instruction } from '../../../dockerfile/index.ts'

/** An instruction that brings files. */
export type FileInstruction = AddInstruction | CopyInstruction

export function isFileInstruction(instruction: Instruction): instruction is FileInstruction {
  return instruction.kind === 'add' || instruction.kind === 'copy'
}

/** Whether files come from the build context. */
export function fromContext(instruction: FileInstruction): boolean {
  return instruction.kind === 'add' || instruction.from === ''
}

/** Whether ADD fetches a source from somewhere. */
export function isRemote(source: string): boolean {
  return /^(?:https?|git|ssh):\/\/|^git@|\.git(?:#|$)/.test(source)
}

/** Whether a name is that of an archive that ADD unpacks. */
export function isArchive(source: string): boolean {
  return /\.(?:tar|tgz|tbz2?|txz|tzst|(?:tar\.)?(?:gz|bz2|xz|lzma|zst|Z))$/.test(source)
}
