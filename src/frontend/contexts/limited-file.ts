import type { Ref } from '../../gateway/client.ts'
import { BuildError } from '../../source/index.ts'
import type { Session } from './session.ts'

/** A Dockerfile or an ignore file may have so many bytes. */
export const LARGEST_FILE = 16 * 1024 * 1024

/** gRPC's `ResourceExhausted`. */
const RESOURCE_EXHAUSTED = 8

/** Thrown for a file that is larger than what is read of it. */
export class FileTooLargeError extends BuildError {
  constructor(path: string) {
    super('context', `${path} exceeds maximum allowed size of ${LARGEST_FILE} bytes`)
  }
}

/**
 * Reads a file that directs the build. Its size is asked for first, where the daemon can tell, so that one which is
 * too large is not sent; what the daemon does not know of it is left to the read.
 * Throws FileTooLargeError, and BuildError (code `daemon`) where there is no such file.
 */
export async function readLimitedFile(session: Session, ref: Ref, path: string): Promise<Uint8Array> {
  await checkSize(session, ref, path)
  return readWithinLimit(ref, path)
}

/** Whether the daemon tells the sizes of files. */
export function tellsSizes({ client }: Session): boolean {
  return client.environment.gatewayCaps.missing('statfile') === undefined
}

/**
 * Asks for the size of a file, and tells whether the daemon knows it.
 * Throws FileTooLargeError where it is too large.
 */
export async function checkSize(session: Session, ref: Ref, path: string): Promise<boolean> {
  if (!tellsSizes(session)) return false
  const stat = await ref.statFile(path).catch(() => undefined)
  if (stat !== undefined && stat.size > LARGEST_FILE) throw new FileTooLargeError(path)
  return stat !== undefined
}

/** Reads a file whose size is not known. Throws as `readLimitedFile` does. */
export async function readWithinLimit(ref: Ref, path: string): Promise<Uint8Array> {
  // One byte more than it may have tells a file that is too large.
  const bytes = await ref.readFile(path, { offset: 0, length: LARGEST_FILE + 1 })
  if (bytes.length > LARGEST_FILE) throw new FileTooLargeError(path)
  return bytes
}

/** Whether a read failed because the file is larger than what one answer may hold. */
export function isTooLargeToReceive(error: unknown): boolean {
  return error instanceof BuildError && error.code === 'daemon' && error.status === RESOURCE_EXHAUSTED
}
