import type { CommandIo } from '../../src/cli/io.ts'

export interface MemoryIo extends CommandIo {
  readonly printed: { out: string; err: string; bytes: Uint8Array }
}

/** Collects what a command prints. */
export function memoryIo(fields: Partial<CommandIo> & { readonly input?: string } = {}): MemoryIo {
  const printed = { out: '', err: '', bytes: new Uint8Array() }
  return {
    printed,
    out: (text) => {
      printed.out += text
    },
    err: (text) => {
      printed.err += text
    },
    outBytes: (bytes) => {
      printed.bytes = new Uint8Array(bytes)
    },
    readInput: async () => new TextEncoder().encode(fields.input ?? ''),
    env: {},
    directory: process.cwd(),
    architecture: 'amd64',
    ...fields,
  }
}
