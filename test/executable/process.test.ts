import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { Http2Connection } from '../../src/gateway/http2/connection.ts'
import { executables, start, startBuild } from './start.ts'

/** A pattern that keeps all of its states busy, over a long text: minutes. */
const endless = [
  'FROM scratch',
  `ARG v=${'a'.repeat(50_000)}`,
  `ARG w=${'$v'.repeat(50)}`,
  `ENV x=\${w//${'a?'.repeat(1000)}*b/}`,
].join('\n')

const greeting = (): Buffer => {
  const parts: Uint8Array[] = []
  new Http2Connection((bytes) => parts.push(bytes))
  return Buffer.concat(parts)
}

describe('the executable', () => {
  test('greets the daemon as a connection does, whether or not the daemon says anything', async () => {
    const { child } = start()
    let written = Buffer.alloc(0)
    while (written.length < greeting().length) {
      const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
      written = Buffer.concat([written, chunk])
    }
    expect(written.subarray(0, greeting().length)).toEqual(greeting())
  })

  test('ends with 0 once the daemon has the result, and has nothing to say', async () => {
    const { ended, log } = startBuild('FROM scratch\nCOPY a /\n')
    expect(await ended).toEqual([0, null])
    expect(log()).toBe('')
  })

  test('ends with 2 once the daemon has the error, whose message alone is in the log', async () => {
    const { ended, log } = startBuild('FROM scratch\nCOPI a /\n')
    expect(await ended).toEqual([2, null])
    expect(log()).toBe('dockerfile parse error on line 2: unknown instruction: COPI (did you mean COPY?)\n')
  })

  test('anything but pipes is refused with a hint', async () => {
    const child = spawn(executables.executable, { stdio: ['ignore', 'ignore', 'pipe'] })
    const [[status], text] = await Promise.all([
      once(child, 'exit'),
      child.stderr.toArray().then((parts) => Buffer.concat(parts).toString()),
    ])
    expect(status).toBe(2)
    expect(text).toContain('BuildKit runs this program')
  })

  test('writes and reads at the same time, far more than a pipe holds', async () => {
    const lines = Array.from({ length: 6000 }, (_, index) => `RUN echo ${index} ${'x'.repeat(300)}\n`)
    const { ended, daemon } = startBuild(`FROM scratch\n${lines.join('')}`)
    expect(await ended).toEqual([0, null])
    expect(daemon.transcript({ code: 0, signal: null }).error).toBeNull()
  })

  test('a daemon that does not read for a while is waited for', async () => {
    const lines = Array.from({ length: 3000 }, (_, index) => `RUN echo ${index} ${'x'.repeat(300)}\n`)
    const { child, ended } = startBuild(`FROM scratch\n${lines.join('')}`)
    for (let times = 0; times < 10; times++) {
      child.stdout.pause()
      await sleep(50)
      child.stdout.resume()
      await sleep(20)
    }
    expect(await ended).toEqual([0, null])
  })

  test('a daemon that talks something else ends it', async () => {
    const { child, ended } = start()
    child.stdin.end('HTTP/1.1 400 Bad Request\r\n\r\n')
    expect(await ended).toEqual([2, null])
  })
})

describe.each([
  ['waiting', 'FROM scratch\n', { Solve: () => new Promise<never>(() => {}) }],
  ['in the middle of a long computation', endless, {}],
] as const)('%s', (_, dockerfile, handlers) => {
  test('a signal ends it at once', async () => {
    const { child, ended } = startBuild(dockerfile, { handlers })
    await sleep(1000)
    expect(child.exitCode).toBeNull()
    child.kill('SIGTERM')
    expect(await ended).toEqual([null, 'SIGTERM'])
  })

  test('a daemon that goes away ends it', async () => {
    const { child, ended } = startBuild(dockerfile, { handlers })
    await sleep(1000)
    expect(child.exitCode).toBeNull()
    child.stdin.destroy()
    expect(await ended).toEqual([2, null])
  })

  test('a daemon that stops reading ends it', async () => {
    const { child, ended } = startBuild(dockerfile, { handlers })
    await sleep(1000)
    expect(child.exitCode).toBeNull()
    child.stdout.destroy()
    child.stdin.destroy()
    expect(await ended).toEqual([2, null])
  })
})
