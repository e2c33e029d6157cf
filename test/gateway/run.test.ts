import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Handlers, serveOn } from './bridge-server.ts'

const fixture = fileURLToPath(new URL('fixtures/frontend.ts', import.meta.url))
const caps = ['return', 'proto.refarray', 'returnmap'].map((ID) => ({ ID, Enabled: true }))

/** Runs the fixture as a daemon would. */
function start(behaviour: string, handlers: Handlers = {}) {
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [fixture], {
    env: { BUILDKIT_FRONTEND_OPT_0: `do=${behaviour}`, PATH: process.env['PATH'] },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  child.stdin.on('error', () => {})
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk
  })
  const pipes = Duplex.from({ readable: child.stdout, writable: child.stdin } as unknown as Iterable<unknown>)
  const calls = serveOn(pipes, {
    Ping: () => ({ FrontendAPICaps: caps }),
    Return: () => ({}),
    Solve: () => new Promise(() => {}),
    ...handlers,
  })
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  const logged = async (text: string) => {
    while (!log.includes(text)) await once(child.stderr, 'data')
  }
  const returned = () => calls.find(({ method }) => method === 'Return')?.request
  return { child, ended, returned, logged, log: () => log }
}

describe('runFrontend', () => {
  test('ends with status 0 once the daemon has the result', async () => {
    const { ended, returned } = start('nothing')
    expect(await ended).toEqual([0, null])
    expect(returned()).toEqual({ result: { ref: {}, metadata: { done: Buffer.of() } } })
  })

  test('keeps what is printed off stdout', async () => {
    const { ended, log } = start('print')
    expect(await ended).toEqual([0, null])
    expect(log()).toBe('to the log\nand this\nand that\n')
  })

  test.each([
    ['throw', 'internal error: x is not a function'],
    ['throw later', 'internal error: later'],
    ['reject later', 'internal error: nobody waited'],
  ])('tells the daemon of a defect: %s', async (behaviour, message) => {
    const { ended, returned } = start(behaviour)
    expect(await ended).toEqual([2, null])
    expect(returned()).toEqual({ error: { code: 13, message } })
  })

  test.each(['wait', 'compute'])('a signal ends it at once: %s', async (behaviour) => {
    const { child, ended, logged } = start(behaviour)
    await logged('ing')
    child.kill('SIGTERM')
    expect(await ended).toEqual([null, 'SIGTERM'])
  })

  test('a daemon that goes away ends it, whatever call is pending', async () => {
    const { child, ended, logged } = start('wait')
    await logged('waiting')
    child.stdin.end()
    expect(await ended).toEqual([2, null])
  })

  test('a daemon that goes away ends it in the middle of a long computation', async () => {
    const { child, ended, logged } = start('match')
    await logged('matching')
    child.stdin.end()
    expect(await ended).toEqual([2, null])
  })

  test('a daemon that stops reading ends it', async () => {
    const { child, ended, logged } = start('wait')
    await logged('waiting')
    child.stdout.destroy()
    child.stdin.destroy()
    expect(await ended).toEqual([2, null])
  })

  test('a daemon that refuses the result ends it with status 2', async () => {
    const { ended } = start('nothing', {
      Ping: () => ({ FrontendAPICaps: caps.slice(0, 1) }),
      Return: undefined as never,
    })
    expect(await ended).toEqual([2, null])
  })

  test('anything but pipes is refused with a hint', async () => {
    const child = spawn(process.execPath, [fixture], { stdio: ['ignore', 'ignore', 'pipe'] })
    const [[status], text] = await Promise.all([
      once(child, 'exit'),
      child.stderr.toArray().then((parts) => Buffer.concat(parts).toString()),
    ])
    expect(status).toBe(2)
    expect(text).toContain('BuildKit runs this program')
  })
})
