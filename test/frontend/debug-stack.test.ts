import { expect, test } from 'vitest'
import { createFrontend } from '../../src/extension/index.ts'
import { build } from '../../src/frontend/index.ts'
import { createOfflineClient, memoryTree } from '../../src/offline/index.ts'
import { BuildError, extensionFrames, formatFrames } from '../../src/source/index.ts'

/** An error as an extension throws it in the image. */
function thrown(): Error {
  const error = new Error('boom')
  error.stack =
    'Error: boom\n    at convert (slipway-module:0//extensions/a%20b.ts:12:5)\n    at slipway-module:0//extensions/lib.js:3:1\n    at <anonymous> (main.js:1:1)\n    at async run (native)'
  return error
}

async function failure(
  args: Readonly<Record<string, string>>,
  error: unknown = thrown(),
): Promise<BuildError> {
  const files = memoryTree({ Dockerfile: 'FROM scratch\nGREET\n' })
  const client = createOfflineClient({
    options: new Map(Object.entries({ source: 'x', cmdline: 'x', ...args })),
    locals: new Map([
      ['dockerfile', files],
      ['context', files],
    ]),
    platforms: [{ os: 'linux', architecture: 'amd64' }],
  })
  const frontend = createFrontend({
    name: 'mine',
    instructions: [
      {
        name: 'GREET',
        flags: [],
        heredocs: false,
        parse: (_node, _flags, base) => ({ ...base, kind: 'extension', value: undefined }),
        convert() {
          throw error
        },
      },
    ],
  })
  const environment = { ...client.environment, product: 'buildkit' }
  try {
    await build({ ...client, environment }, frontend)
  } catch (failed) {
    if (failed instanceof BuildError) return failed
    throw failed
  }
  throw new Error('it was built')
}

const message = 'instruction GREET of extension mine failed: boom'

test('where an extension failed is shown where the build asks for it', async () => {
  const shown = `${message}\n    at convert (/extensions/a b.ts:12:5)\n    at /extensions/lib.js:3:1`
  expect(await failure({ 'build-arg:SLIPWAY_DEBUG': '1' })).toMatchObject({ message: shown, hint: undefined })
  expect((await failure({ 'build-arg:SLIPWAY_DEBUG': 'true' })).message).toBe(shown)
})

test('and otherwise there is a word of how to ask', async () => {
  const hint = '--build-arg SLIPWAY_DEBUG=1 shows where in the extension'
  expect(await failure({})).toMatchObject({ message, hint, own: true })
  expect(await failure({ 'build-arg:SLIPWAY_DEBUG': '0' })).toMatchObject({ message, hint })
})

test('what is no failure of an extension stays what it is', async () => {
  const error = new BuildError('invalid-instruction', 'GREET takes one name')
  expect(await failure({ 'build-arg:SLIPWAY_DEBUG': '1' }, error)).toMatchObject({
    message: 'GREET takes one name',
    hint: undefined,
  })
})

test('frames of V8 and of QuickJS are known', () => {
  const error = new Error('x')
  error.stack = [
    'Error: x',
    '    at Module.f (slipway-module:12//a/b.ts:1:2)',
    '    at async Promise.all (index 0)',
    '    at new Thing (slipway-module:12//a/c.ts:3:4)',
    '    at <anonymous> (slipway-module:12//a/d.ts:5)',
    '    at file:///x.js:1:1',
  ].join('\n')
  const wrapped = new Error('y', { cause: error })
  wrapped.stack = 'Error: y\n    at file:///x.js:1:1'
  expect(formatFrames(extensionFrames(wrapped))).toBe(
    '    at f (/a/b.ts:1:2)\n    at new Thing (/a/c.ts:3:4)\n    at /a/d.ts:5:1\n',
  )
  expect(extensionFrames('no error')).toEqual([])
})
