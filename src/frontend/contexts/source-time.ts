import type { SourceTime } from '../../convert/index.ts'
import type { Ref } from '../../gateway/client.ts'
import { type Output, source, sourcesOf } from '../../llb/index.ts'
import { newestTime } from './archive.ts'
import { commitTime } from './git-commit.ts'
import { FileTooLargeError, isTooLargeToReceive, readWithinLimit } from './limited-file.ts'
import { requireRef, type Session } from './session.ts'

const SECOND = 1_000_000_000n

/**
 * The time of what a graph is made of: see `BuildSources.sourceTime`.
 * Throws BuildError.
 */
export async function sourceTime(
  session: Session,
  output: Output | null,
  logName: string,
): Promise<SourceTime | undefined> {
  const [found, another] = sourcesOf(session.marshal(output))
  if (found === undefined || another !== undefined) return undefined
  const meta = await session.client.resolveSourceMeta({
    ...found,
    logName,
    ...(found.identifier.startsWith('git://') ? { gitObjects: true } : {}),
  })
  if (meta.git !== undefined && meta.git.commitObject.length > 0) {
    return commitTime(meta.git.commitObject)
  }
  const modified = meta.http?.lastModified
  if (modified !== undefined) {
    return { unixNanoseconds: BigInt(modified.seconds) * SECOND + BigInt(modified.nanos) }
  }
  const filename = found.attrs['http.filename']
  if (!filename || !/^https?:\/\//.test(found.identifier)) return undefined
  const definition = session.marshal(source(found.identifier, found.attrs, [], {}))
  const ref = requireRef(await session.solve(definition))
  const archive = await readArchive(ref, filename)
  const newest = await newestTime(archive, session)
  return newest === undefined ? undefined : { unixNanoseconds: newest }
}

/** Throws FileTooLargeError: a time that is not known is no reason to build with another one. */
async function readArchive(ref: Ref, filename: string): Promise<Uint8Array> {
  try {
    return await readWithinLimit(ref, filename)
  } catch (error) {
    throw isTooLargeToReceive(error) ? new FileTooLargeError(filename) : error
  }
}
