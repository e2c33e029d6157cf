import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { output, run } from './docker.ts'
import { freePort } from './free-port.ts'
import { newDirectory } from './workspace.ts'

/** A git repository behind sshd on loopback, and the agent that holds the only key to it. */
export interface SshServer {
  /** `ssh://…` address of the repository. */
  readonly repository: string
  /** SSH_AUTH_SOCK of the agent. */
  readonly agentSocket: string
  /** The private key in every form that a leak could have: as text and as bytes. The file itself is gone. */
  readonly keyMaterial: readonly Uint8Array[]
  stop(): Promise<void>
}

export async function startSshServer(): Promise<SshServer> {
  const dir = newDirectory()
  const keyFile = join(dir, 'key')
  await output('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'slipway-e2e', '-f', keyFile])
  const keyMaterial = privateParts(readFileSync(keyFile, 'utf8'))
  const agentSocket = join(dir, 'agent.sock')
  const agent = await output('ssh-agent', ['-s', '-a', agentSocket])
  const agentPid = Number(/SSH_AGENT_PID=(\d+)/.exec(agent)?.[1])
  await output('ssh-add', ['-q', keyFile], { env: { SSH_AUTH_SOCK: agentSocket } })
  rmSync(keyFile)

  const port = await freePort()
  const container = await output('docker', [
    ...['run', '--detach', '--rm', '--network=host', 'slipway-test/git', 'serve-git', String(port)],
    readFileSync(`${keyFile}.pub`, 'utf8').trim(),
  ])
  for (let tries = 0; ; tries++) {
    const { stderr } = await run('ssh-keyscan', ['-p', String(port), '127.0.0.1'])
    if (/SSH-2\.0/.test(stderr)) break
    if (tries === 50) throw new Error(`sshd did not come up: ${stderr}`)
    await pause(200)
  }
  return {
    repository: `ssh://root@127.0.0.1:${port}/srv/library.git`,
    agentSocket,
    keyMaterial,
    stop: async () => {
      process.kill(agentPid)
      await run('docker', ['rm', '--force', container])
    },
  }
}

/** What is secret in an unencrypted OpenSSH key: each line of its text, and the seed of the ed25519 key. */
function privateParts(pem: string): readonly Uint8Array[] {
  const lines = pem.split('\n').filter((line) => line !== '' && !line.startsWith('-----'))
  const bytes = Buffer.from(lines.join(''), 'base64')
  // The public key stands in the file twice before the private one, which is the seed and the public key once more.
  const publicKey = bytes.subarray(bytes.indexOf('ssh-ed25519') + 15, bytes.indexOf('ssh-ed25519') + 47)
  const last = bytes.lastIndexOf(publicKey)
  // The first line is the same in every key of this kind.
  return [...lines.slice(2).map((line) => Buffer.from(line)), bytes.subarray(last - 32, last)]
}
