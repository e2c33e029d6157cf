import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'

const clientPath = fileURLToPath(new URL('grpc-client.ts', import.meta.url))

/** Leaves out what a client over a pipe never uses of grpc-js. */
export const narrowGrpc: Plugin = {
  name: 'narrow-grpc',
  setup(setup) {
    setup.onResolve({ filter: /^@grpc\/grpc-js$/ }, () => ({ path: clientPath }))
    setup.onResolve({ filter: /^\.\/channel$/ }, ({ importer }) =>
      importer.includes('@grpc/grpc-js') ? { path: 'channel', namespace: 'left-out' } : undefined,
    )
    setup.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
      contents: 'exports.ChannelImplementation = class { constructor() { throw new Error("no channel") } }',
    }))
  },
}
