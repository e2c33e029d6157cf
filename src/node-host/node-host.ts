import type { Host } from '../host/index.ts'
import { decompress } from './decompress.ts'
import { nodeModuleHost } from './module-host.ts'
import { openPipes } from './pipes.ts'
import { runLimited } from './run-limited.ts'
import { sha256 } from './sha256.ts'

/** Architectures of Node by their names in images, where these differ. */
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' }

/** What Node gives a frontend. */
export const nodeHost: Host = {
  host: { os: 'linux', architecture: architectures[process.arch] ?? process.arch },
  sha256,
  runLimited,
  decompress,
  environment: process.env,
  openPipes,
  log: (text) => console.error(text),
  exit: (status) => process.exit(status),
  onFailure(listener) {
    process.on('uncaughtException', listener)
    process.on('unhandledRejection', listener)
  },
  modules: nodeModuleHost,
}
