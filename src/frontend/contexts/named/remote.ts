import { http } from '../../../llb/index.ts'
import { BuildError } from '../../../source/index.ts'
import { gitContext, HTTP_FILENAME } from '../remote-context.ts'
import type { LoadedContext, NamedContextRequest } from './request.ts'

/** `git://…` or `git@host:path`: a repository. */
export async function loadGitContext({ session, specifier }: NamedContextRequest): Promise<LoadedContext> {
  const output = gitContext(specifier, session.options.git, session.options)
  if (output === undefined) throw new BuildError('context', `invalid git context ${specifier}`)
  return { output }
}

/** `http://…` or `https://…`: a repository where the path says so, else a download. */
export async function loadHttpContext(request: NamedContextRequest): Promise<LoadedContext> {
  const { session, specifier, qualifiedName } = request
  const repository = gitContext(specifier, session.options.git, session.options)
  if (repository !== undefined) return { output: repository }
  const customName = `[context ${qualifiedName}] ${specifier}`
  return { output: http(specifier, { filename: HTTP_FILENAME, customName }) }
}
