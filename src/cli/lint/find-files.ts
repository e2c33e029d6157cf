import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import ignore, { type Ignore } from 'ignore'
import picomatch from 'picomatch'
import { UsageError } from '../command.ts'
import { isThere } from '../config-file.ts'
import { isMissing } from '../directory-tree.ts'

/** Names that a file must have to be found in a directory; named on the command line, any file is taken. */
const dockerfileNames = picomatch(
  [
    '{Dockerfile,dockerfile,Containerfile,containerfile}',
    '{Dockerfile,Containerfile}.*',
    '*.{Dockerfile,dockerfile,Containerfile,containerfile}',
  ],
  { dot: true },
)
const ignoreFileName = /\.(?:docker|container)ignore$/i
/** Nothing of one's own lies in these. */
const neverEntered: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/** Whether a file of this name is taken for a Dockerfile. */
export function isDockerfileName(name: string): boolean {
  return dockerfileNames(name) && !ignoreFileName.test(name)
}

/**
 * The files that the arguments of a command line stand for, each once, in order: files as they are, of directories
 * the Dockerfiles in them, of patterns what matches. What git ignores is left out, unless it is named.
 * @param directory what relative arguments start from
 * Throws UsageError for an argument that stands for nothing.
 */
export async function findFiles(args: readonly string[], directory: string): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const argument of args) {
    for (const file of await filesOf(argument, directory)) found.add(file)
  }
  return [...found]
}

async function filesOf(argument: string, directory: string): Promise<readonly string[]> {
  const absolute = path.resolve(directory, argument)
  const kind = await kindOf(absolute)
  if (kind === 'file') return [absolute]
  if (kind === 'directory') {
    const files = await walk(absolute, (file) => isDockerfileName(path.basename(file)))
    if (files.length === 0) throw new UsageError(`there is no Dockerfile in ${argument}`)
    return files
  }
  const slashed = argument.replaceAll(path.sep, '/')
  const { base, isGlob } = picomatch.scan(slashed)
  if (!isGlob) throw new UsageError(`there is no file ${argument}`)
  const matches = picomatch(path.resolve(directory, slashed).replaceAll(path.sep, '/'), { dot: true })
  const start = path.resolve(directory, base)
  const files =
    (await kindOf(start)) === 'directory'
      ? await walk(start, (file) => matches(file.replaceAll(path.sep, '/')) && !ignoreFileName.test(file))
      : []
  if (files.length === 0) throw new UsageError(`no file matches ${argument}`)
  return files
}

async function kindOf(file: string): Promise<'file' | 'directory' | undefined> {
  try {
    const found = await stat(file)
    // A pipe or a device is read as a file is: `slipway lint <(make-dockerfile)`.
    return found.isDirectory() ? 'directory' : 'file'
  } catch (error) {
    if (isMissing(error)) return undefined
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : error}`)
  }
}

/** The patterns of one `.gitignore`, relative to its directory. */
interface IgnoreRules {
  readonly directory: string
  readonly rules: Ignore
}

async function walk(start: string, wanted: (file: string) => boolean): Promise<readonly string[]> {
  const files: string[] = []
  const above = await rulesAbove(start)
  // A directory that is named is looked into, whatever git thinks of it.
  await enter(start, isIgnored(`${start}/`, above) ? [] : above, wanted, files)
  return files
}

async function enter(
  directory: string,
  above: readonly IgnoreRules[],
  wanted: (file: string) => boolean,
  files: string[],
): Promise<void> {
  const own = await rulesIn(directory, '.gitignore')
  const rules = own ? [...above, own] : above
  for (const entry of await entriesOf(directory)) {
    const file = path.join(directory, entry.name)
    if (entry.isDirectory()) {
      if (neverEntered.has(entry.name) || isIgnored(`${file}/`, rules)) continue
      await enter(file, rules, wanted, files)
    } else if (wanted(file) && !isIgnored(file, rules) && (await isFile(entry, file))) files.push(file)
  }
}

async function entriesOf(directory: string): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true })
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    throw new UsageError(`cannot read ${directory}: ${error instanceof Error ? error.message : error}`)
  }
}

async function isFile(entry: Dirent, file: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile()
  return (await kindOf(file)) === 'file'
}

/** Whether the last rules that say anything of a path ignore it. */
function isIgnored(file: string, rules: readonly IgnoreRules[]): boolean {
  let ignored = false
  for (const { directory, rules: patterns } of rules) {
    const relative = path.relative(directory, file).replaceAll(path.sep, '/')
    if (relative === '') continue
    const result = patterns.test(file.endsWith('/') ? `${relative}/` : relative)
    if (result.ignored) ignored = true
    else if (result.unignored) ignored = false
  }
  return ignored
}

/** The rules of the directories above, up to the root of the repository; none outside of one. */
async function rulesAbove(start: string): Promise<readonly IgnoreRules[]> {
  const chain: string[] = []
  for (let directory = start; ; directory = path.dirname(directory)) {
    chain.unshift(directory)
    if (await isThere(path.join(directory, '.git'))) break
    if (path.dirname(directory) === directory) return []
  }
  const [root = start] = chain
  const rules = [await rulesIn(root, '.git/info/exclude')]
  for (const directory of chain.slice(0, -1)) rules.push(await rulesIn(directory, '.gitignore'))
  return rules.filter((found) => found !== undefined)
}

async function rulesIn(directory: string, name: string): Promise<IgnoreRules | undefined> {
  try {
    const text = await readFile(path.join(directory, name), 'utf8')
    return { directory, rules: ignore().add(text) }
  } catch (error) {
    if (isMissing(error)) return undefined
    throw new UsageError(
      `cannot read ${path.join(directory, name)}: ${error instanceof Error ? error.message : error}`,
    )
  }
}
