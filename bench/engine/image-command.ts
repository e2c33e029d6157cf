import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { FrontendCommand } from '../gateway/frontend-command.ts'
import { connectDocker, type Docker, mustRun } from './docker.ts'
import { directoryUntilExit } from './workspace.ts'

interface ImageConfig {
  readonly Env?: readonly string[] | null
  readonly Entrypoint?: readonly string[] | null
}

/**
 * Unpacks frontend images, so that they run as programs without the cost of a container, and removes them once
 * the process ends. Throws Error for an image that the engine neither has nor can pull, and without root, which
 * changing the root directory needs.
 */
export async function imageCommands(names: readonly string[]): Promise<readonly FrontendCommand[]> {
  if (names.length === 0) return []
  if (process.getuid?.() !== 0) throw new Error('--image needs root for sections process and scale')
  const docker = connectDocker()
  const commands: FrontendCommand[] = []
  for (const name of names) commands.push(await unpackImage(docker, name))
  return commands
}

async function unpackImage(docker: Docker, name: string): Promise<FrontendCommand> {
  const directory = directoryUntilExit()
  const created = await mustRun(docker, ['create', '--quiet', name, '-'])
  const container = created.printed.trim().split('\n').at(-1) ?? ''
  const archive = join(directory, 'image.tar')
  await mustRun(docker, ['export', '-o', archive, container])
  await mustRun(docker, ['rm', container])
  execFileSync('tar', ['-xf', archive, '-C', directory])
  rmSync(archive)
  const inspected = await mustRun(docker, ['image', 'inspect', '--format', '{{json .Config}}', name])
  const { Env, Entrypoint } = JSON.parse(inspected.printed) as ImageConfig
  if (!Entrypoint?.length) throw new Error(`${name} has no entrypoint`)
  const environment = Object.fromEntries(
    (Env ?? []).map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  )
  return { name: `image ${name}`, command: '/usr/sbin/chroot', args: [directory, ...Entrypoint], environment }
}
