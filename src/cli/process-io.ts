import { buffer } from 'node:stream/consumers'
import type { CommandIo } from './io.ts'

const architectures: Readonly<Record<string, string>> = {
  x64: 'amd64',
  arm64: 'arm64',
  arm: 'arm',
  ia32: '386',
  ppc64: 'ppc64le',
  s390x: 's390x',
  riscv64: 'riscv64',
  loong64: 'loong64',
}

/** Whether a stream is to be coloured: `NO_COLOR` and `FORCE_COLOR` decide, or else whether it is a terminal. */
function wantsColors(env: NodeJS.ProcessEnv, stream: { readonly isTTY?: boolean }): boolean {
  if (env['NO_COLOR']) return false
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return stream.isTTY === true && env['TERM'] !== 'dumb'
}

/** The surroundings of this process. */
export function processIo(): CommandIo {
  return {
    out: (text) => void (text && process.stdout.write(text)),
    err: (text) => void (text && process.stderr.write(text)),
    outBytes: (bytes) => void process.stdout.write(bytes),
    readInput: () => buffer(process.stdin),
    colors: wantsColors(process.env, process.stdout),
    errorColors: wantsColors(process.env, process.stderr),
    env: process.env,
    directory: process.cwd(),
    architecture: architectures[process.arch] ?? 'amd64',
  }
}
