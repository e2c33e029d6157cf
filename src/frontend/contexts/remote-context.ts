import { parseGitRef, parseGitUrl } from '../../git-url/index.ts'
import { type GitCalls, type GitRemote, git, http, type Output } from '../../llb/index.ts'
import { BuildError } from '../../source/index.ts'

/**
 * The repository that a context names, or undefined where it names none.
 * @param calls how git is called
 * @param keepGitDir whether `.git` is kept whatever the URL says
 * @param fetchQueries whether the URL may say how much is fetched
 * @param commitTimes whether files get the time of the commit where the URL does not say
 * Throws BuildError for a repository's URL with a bad query.
 */
export function gitContext(
  location: string,
  calls: GitCalls,
  { keepGitDir = false, commitTimes = false, fetchQueries = false } = {},
): Output | undefined {
  const found = parseGitRef(location, { fetchQueries })
  if (found === undefined) return undefined
  const mtime = found.mtime || (commitTimes ? 'commit' : '')
  return git(gitRemote(found.remote), {
    customName: `[internal] load git source ${location}`,
    ref: found.ref,
    subdir: found.subdir,
    ...(keepGitDir || found.keepGitDir ? { keepGitDir: true } : {}),
    ...(found.checksum ? { checksum: found.checksum } : {}),
    ...(found.submodules === false ? { skipSubmodules: true } : {}),
    ...(mtime ? { mtime } : {}),
    ...(found.fetchByCommit ? { fetchByCommit: true } : {}),
    ...(found.fetchDepth === undefined ? {} : { fetchDepth: found.fetchDepth }),
    ...(found.fetchTags ? { fetchTags: true } : {}),
    ...calls,
  })
}

/** The repository's URL taken apart; one without a protocol is fetched by https. */
function gitRemote(url: string): GitRemote | string {
  return parsedRemote(url) ?? parsedRemote(`https://${url}`) ?? url
}

function parsedRemote(url: string): GitRemote | undefined {
  try {
    return parseGitUrl(url)
  } catch (error) {
    if (error instanceof BuildError) return undefined
    throw error
  }
}

/** The name of the file that an HTTP context is downloaded to. */
export const HTTP_FILENAME = 'context'

/** The download that a context names, or undefined where it names none. */
export function httpContext(location: string): Output | undefined {
  if (!/^https?:\/\//.test(location)) return undefined
  return http(location, {
    filename: HTTP_FILENAME,
    customName: '[internal] load remote build context',
  })
}
