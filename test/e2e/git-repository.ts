import { join } from 'node:path'
import { output } from './docker.ts'
import { type Files, layOut, newDirectory } from './workspace.ts'

/** A bare git repository with its commits' hashes, oldest first. */
export interface GitRepository {
  /** The directory that holds `name.git`. */
  readonly root: string
  readonly commits: readonly string[]
}

/**
 * Makes `name.git` with one commit on `main` for each of `revisions`, a tag `v1` on the first
 * and a branch `next` on the last. Commits are dated, so that hashes and times repeat.
 */
export async function makeRepository(name: string, revisions: readonly Files[]): Promise<GitRepository> {
  const root = newDirectory()
  const work = newDirectory()
  const date = '2023-11-14T22:13:20Z' // 1700000000
  const env = {
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@example.com',
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@example.com',
    GIT_COMMITTER_DATE: date,
    GIT_CONFIG_GLOBAL: '/dev/null',
  }
  const git = (...args: string[]): Promise<string> => output('git', args, { cwd: work, env })
  await git('init', '--quiet', '--initial-branch=main')
  const commits: string[] = []
  for (const [index, files] of revisions.entries()) {
    layOut(files, work)
    await git('add', '--all')
    await git('commit', '--quiet', '--message', `revision ${index + 1}`)
    if (index === 0) await git('tag', 'v1')
    commits.push(await git('rev-parse', 'HEAD'))
  }
  await git('branch', 'next')
  await git('clone', '--quiet', '--bare', work, join(root, `${name}.git`))
  await output('git', ['config', 'uploadpack.allowAnySHA1InWant', 'true'], { cwd: join(root, `${name}.git`) })
  return { root, commits }
}
