import { build } from './frontend/index.ts'
import { runFrontend } from './gateway/run.ts'
import type { Sha256 } from './llb/index.ts'
import { sha256 as plainSha256 } from './llb/index.ts'

/** Architectures of Node by their names in images, where these differ. */
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' }

/** How many bytes are hashed in JavaScript before Node's crypto, which takes longer to load, is worth it. */
const plainBytes = 1 << 18
let hashedBytes = 0
let nativeHash: Sha256 | undefined

function sha256(bytes: Uint8Array): string {
  if (nativeHash) return nativeHash(bytes)
  hashedBytes += bytes.length
  if (hashedBytes <= plainBytes) return plainSha256(bytes)
  const { hash } = process.getBuiltinModule('node:crypto')
  nativeHash = (message) => hash('sha256', message)
  return nativeHash(bytes)
}

const host = { os: 'linux', architecture: architectures[process.arch] ?? process.arch }

void runFrontend((client) => build(client, { host, sha256 }))
