import type { BuildReader, CopyInstruction } from '../../api.ts'
import type { FileAction } from '../../llb/index.ts'
import { fixedDirectoryOf, isPattern } from './paths.ts'

/** What becomes of the action of a source: nothing, where it is not there. */
export type SourceThere = (action: FileAction) => readonly FileAction[]

const left: SourceThere = () => []
const asItIs: SourceThere = (action) => [action]

/** Finds out which sources of a COPY there are in its context, in the order in which they are written. */
export function sourcesThere(
  { sources, from, parents }: CopyInstruction,
  reader: BuildReader,
): Promise<readonly SourceThere[]> {
  const context = from === '' ? undefined : from
  const isThere = async (path: string): Promise<boolean> =>
    path === '/' || (await reader.stat(path, context)) !== undefined
  return Promise.all(
    sources.map(async (source): Promise<SourceThere> => {
      const path = `/${source.replace(/^(?:\.?\/)+/, '')}`
      if (parents) {
        const pivot = path.indexOf('/./')
        const root = pivot < 0 ? '/' : path.slice(0, pivot) || '/'
        return isPattern(root) || (await isThere(root)) ? withoutRequired : left
      }
      if (!isPattern(path)) return path === '/.' || (await isThere(path)) ? asItIs : left
      if (!(await isThere(fixedDirectoryOf(path)))) return left
      return withoutDeadLinks(path, context, reader)
    }),
  )
}

function withoutRequired(action: FileAction): readonly FileAction[] {
  if (action.type !== 'copy') return [action]
  const { requiredPaths: _, ...rest } = action
  return [rest]
}

/** Copies what a pattern matches one by one where a link to nothing is among it, which the daemon refuses. */
async function withoutDeadLinks(
  pattern: string,
  context: string | undefined,
  reader: BuildReader,
): Promise<SourceThere> {
  // Only in `glob` do two stars stand for directories.
  if (pattern.includes('**')) return asItIs
  const found = await reader.glob(pattern, context)
  const links = found.filter(({ type }) => type === 'symlink')
  const targets = await Promise.all(links.map(({ path }) => reader.stat(path, context)))
  const dead = new Set(links.filter((_, index) => targets[index] === undefined).map(({ path }) => path))
  if (dead.size === 0) return asItIs
  const paths = found.map(({ path }) => path).filter((path) => !dead.has(path))
  return (action) =>
    action.type === 'copy'
      ? paths.map((path) => ({
          ...action,
          source: `/${path}`,
          allowWildcard: false,
          allowEmptyWildcard: false,
        }))
      : [action]
}
