import { compareBytes } from '../go/index.ts'
import type { ExecMount, ExecOp, Output } from './op.ts'

/** Stands for the root file system among the mounts of an exec. */
export const ROOT = 'root'

/** A mount of an exec that comes first on the wire: all but secrets and ssh agents. */
export type SortedMount = typeof ROOT | Extract<ExecMount, { type: 'bind' | 'cache' | 'tmpfs' }>

const rootAlone: readonly SortedMount[] = [ROOT]

/** The root and the other file system mounts in the order of the wire: by target. */
export function sortedMounts(op: ExecOp): readonly SortedMount[] {
  // Most have nothing else, and are asked several times.
  if (op.mounts.length === 0) return rootAlone
  const mounts: SortedMount[] = [ROOT]
  for (const mount of op.mounts) if (mount.type !== 'secret' && mount.type !== 'ssh') mounts.push(mount)
  return mounts.sort((a, b) => compareBytes(targetOf(a), targetOf(b)))
}

export function targetOf(mount: SortedMount): string {
  return mount === ROOT ? '/' : mount.target
}

/** What is mounted; null is scratch. */
export function sourceOf(op: ExecOp, mount: SortedMount): Output | null {
  if (mount === ROOT) return op.root
  return mount.type === 'tmpfs' ? null : mount.source
}

/** Whether the mount's files are a result of the op. */
export function hasResult(op: ExecOp, mount: SortedMount): boolean {
  if (mount === ROOT) return !op.readOnlyRoot
  return mount.type === 'bind' && !mount.readOnly && !mount.noOutput
}

/** Which of the op's results the mount is; -1 where it is none. */
export function resultIndexOf(op: ExecOp, wanted: SortedMount): number {
  let index = 0
  const mounts = sortedMounts(op)
  for (let at = 0; at < mounts.length; at++) {
    const mount = mounts[at] as SortedMount
    if (mount === wanted) return hasResult(op, mount) ? index : -1
    if (hasResult(op, mount)) index++
  }
  return -1
}
