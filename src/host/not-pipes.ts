import { BuildError } from '../source/index.ts'

/** The error of a program that was started by something else than a daemon. */
export function notPipes(cause?: unknown): BuildError {
  return new BuildError('daemon', message, { cause })
}

const message =
  'stdin and stdout are not connected to a daemon: BuildKit runs this program, for a Dockerfile that starts with `# syntax = IMAGE`'
