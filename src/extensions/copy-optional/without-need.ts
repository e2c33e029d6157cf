import type { Platform } from '../../api.ts'
import { type FileAction, file, type Output } from '../../llb/index.ts'
import { directoryOf, fixedDirectoryOf, isPattern, patternOf } from './paths.ts'

type CopyAction = Extract<FileAction, { type: 'copy' }>

/**
 * Copies from a stage or an image that are satisfied with nothing. The daemon puts up with a pattern that matches
 * nothing in a directory, so that a path becomes one; the directory is made where it is missing. Links on the way
 * are followed.
 */
export function withoutNeed(actions: readonly FileAction[], platform: Platform): readonly FileAction[] {
  const prepared = new Map<Output | null, Output | null>()
  const directories = new Map<Output | null, Set<string>>()
  for (const action of actions) {
    if (!isOptional(action)) continue
    const needed = directories.get(action.from) ?? new Set()
    needed.add(neededBy(action))
    directories.set(action.from, needed)
  }
  for (const [from, needed] of directories) {
    needed.delete('/')
    prepared.set(from, needed.size === 0 ? from : withDirectories(from, needed, platform))
  }
  return actions.map((action) => {
    if (!isOptional(action)) return action
    const { requiredPaths: _, ...rest } = action
    const source =
      action.includePatterns || isPattern(action.source) ? action.source : patternOf(action.source)
    return { ...rest, from: prepared.get(action.from) ?? null, source }
  })
}

/** Whether it copies what the instruction names, and not a here-document. */
function isOptional(action: FileAction): action is CopyAction {
  return action.type === 'copy' && action.allowEmptyWildcard === true
}

/** The directory that must be there for the daemon to look for the source. */
function neededBy({ source, includePatterns }: CopyAction): string {
  if (isPattern(source)) return fixedDirectoryOf(source)
  return includePatterns ? source : directoryOf(source.replace(/\/+$/, ''))
}

function withDirectories(
  from: Output | null,
  directories: ReadonlySet<string>,
  platform: Platform,
): Output | null {
  const actions = [...directories].map(
    (path): FileAction => ({ type: 'mkdir', path, mode: 0o755, makeParents: true }),
  )
  return file(from, actions, { customName: '[internal] prepare optional sources', platform })
}
