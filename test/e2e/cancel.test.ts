import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { firstLine, syntaxImage } from './syntax-image.ts'
import { layOut } from './workspace.ts'

/** Processes of this machine, those in containers included, that were started with `text` in their environment. */
function processesWith(text: string): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return readFileSync(`/proc/${pid}/environ`).includes(text)
    } catch {
      return false // ended meanwhile, or another user's
    }
  })
}

/** Waits until `condition` holds, for at most `seconds`. */
async function until(condition: () => boolean, seconds: number): Promise<boolean> {
  for (let waited = 0; waited < seconds * 10; waited++) {
    if (condition()) return true
    await pause(100)
  }
  return condition()
}

it.skipIf(syntaxImage === undefined)('a build that is cancelled ends the frontend at once', async () => {
  // A registry that takes connections and never answers: the frontend waits for the base image.
  const registry = createServer(() => {})
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
  const address = registry.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const mark = `build-arg:MARK=${randomUUID()}`
  const context = layOut({ Dockerfile: `${firstLine('ours')}FROM 127.0.0.1:${port}/never/answers\n` })
  const client = spawn(
    'docker',
    ['buildx', 'build', '--progress=plain', '--build-arg', mark.slice('build-arg:'.length), context],
    { stdio: 'ignore' },
  )
  const ended = once(client, 'exit')
  try {
    const frontend = (): boolean => processesWith(mark).length > 0
    expect(await until(frontend, 60), 'the frontend runs').toBe(true)
    client.kill('SIGINT')
    expect(await until(() => !frontend(), 10), 'the frontend has ended').toBe(true)
    await ended
  } finally {
    client.kill('SIGKILL')
    registry.close()
  }
})
