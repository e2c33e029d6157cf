import type { SolveRequest } from '../../gateway/client.ts'
import { readIgnoreFile } from '../../ignore/index.ts'
import { local } from '../../llb/index.ts'
import { explainingSync } from '../../source/index.ts'
import { FileTooLargeError, isTooLargeToReceive, readLimitedFile } from './limited-file.ts'
import { requireRef, type Session } from './session.ts'

export const IGNORE_FILE = '.dockerignore'

/** Which ignore file is loaded, and how that is told. */
export interface IgnoreFileRequest {
  /** Name of the local source. */
  readonly local: string
  /** What transfers of it are shared by. */
  readonly sharedKeyHint: string
  /** The progress line. */
  readonly customName: string
  readonly solve?: Omit<SolveRequest, 'definition'>
}

/**
 * The bytes of a local source's ignore file; empty where there is none.
 * Throws BuildError for one that is too large: without it, what must not be in an image would be.
 */
export async function loadIgnoreFile(session: Session, request: IgnoreFileRequest): Promise<Uint8Array> {
  const files = local(request.local, {
    customName: request.customName,
    sessionId: session.sessionOf(request.local),
    followPaths: [IGNORE_FILE],
    sharedKeyHint: request.sharedKeyHint,
    differ: { type: 'none', required: false },
  })
  const ref = requireRef(await session.solve(session.marshal(files), request.solve))
  return session.inTurn(() => readIgnoreBytes(() => readLimitedFile(session, ref, IGNORE_FILE), IGNORE_FILE))
}

/** What `read` finds in an ignore file: nothing where there is none. Throws BuildError for one that is too large. */
export async function readIgnoreBytes(read: () => Promise<Uint8Array>, name: string): Promise<Uint8Array> {
  try {
    return await read()
  } catch (error) {
    if (isTooLargeToReceive(error)) throw new FileTooLargeError(name)
    if (error instanceof FileTooLargeError) throw error
    return new Uint8Array()
  }
}

/** The patterns of an ignore file. Throws BuildError (code `context`) that names the file. */
export function parseIgnoreFile(content: Uint8Array, name: string): readonly string[] {
  return explainingSync(`failed parsing ${name}`, () => readIgnoreFile(content))
}
