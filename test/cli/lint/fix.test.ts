import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { commands } from '../../../src/cli/commands/index.ts'
import { run } from '../../../src/cli/run.ts'
import { memoryIo } from '../memory-io.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'slipway-fix-'))
  write({ '.git/HEAD': '' })
})
afterEach(() => rmSync(directory, { recursive: true }))

function write(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
}
const read = (name: string) => readFileSync(join(directory, name), 'utf8')

async function fix(args: readonly string[], input = '') {
  const io = memoryIo({ directory, input })
  const code = await run(commands, ['fix', ...args], io, () => '0')
  const { out, err, bytes } = io.printed
  return { code, out, err, printed: new TextDecoder().decode(bytes) }
}

const before = 'FROM alpine:3 as a\nRUN apk add curl\nWORKDIR app\n'
const after = 'FROM alpine:3 AS a\nRUN apk add --no-cache curl\nWORKDIR app\n'

test('writes what is safe', async () => {
  write({ Dockerfile: before, 'a/Containerfile': after })
  expect(await fix([])).toEqual({ code: 0, out: '', err: '2 fixed in 1 of 2 files\n', printed: '' })
  expect(read('Dockerfile')).toBe(after)
  expect(await fix([])).toMatchObject({ err: '0 fixed in 0 of 2 files\n' })
})

test('writes the rest where it is asked to', async () => {
  write({ Dockerfile: before })
  await fix(['--unsafe', 'Dockerfile'])
  expect(read('Dockerfile')).toBe(after.replace('WORKDIR app', 'WORKDIR /app'))
})

test('leaves files alone in which there is nothing to do', async () => {
  write({ Dockerfile: after })
  const { mtimeMs } = statSync(join(directory, 'Dockerfile'))
  await fix([])
  expect(statSync(join(directory, 'Dockerfile')).mtimeMs).toBe(mtimeMs)
})

test('shows a diff, and writes nothing', async () => {
  write({ Dockerfile: before, 'a/Containerfile': after })
  expect(await fix(['--diff'])).toMatchObject({
    code: 1,
    err: '',
    out: `--- a/Dockerfile
+++ b/Dockerfile
@@ -1,3 +1,3 @@
-FROM alpine:3 as a
-RUN apk add curl
+FROM alpine:3 AS a
+RUN apk add --no-cache curl
 WORKDIR app
`,
  })
  expect(read('Dockerfile')).toBe(before)
  expect(await fix(['--diff', 'a'])).toMatchObject({ code: 0, out: '' })
})

test('prints what comes on standard input', async () => {
  expect(await fix(['-'], before)).toMatchObject({ code: 0, out: '', printed: after })
  expect(await fix(['-'], 'RUNN')).toMatchObject({ code: 0, printed: 'RUNN' })
})

test('heeds configs and comments', async () => {
  write({
    Dockerfile: before,
    b: `${before}# hadolint global ignore=DL3019\n`,
    'slipway.config.json':
      '{ "lint": { "overrides": [{ "files": ["Dockerfile"], "rules": { "DL3019": "off" } }] } }',
  })
  await fix(['Dockerfile', 'b'])
  expect(read('Dockerfile')).toBe(after.replace(' --no-cache', ''))
  expect(read('b')).toMatch(/^FROM alpine:3 AS a\nRUN apk add curl\n/)
  await fix(['--rule=FromAsCasing=off', '--preset=reference', '-'])
})

test('changes nothing else: byte order mark, other bytes, line ends, no line end', async () => {
  const bytes = new Uint8Array([
    0xef,
    0xbb,
    0xbf,
    ...Buffer.from('FROM a:1 as b\r\nLABEL c="'),
    0xe9,
    ...Buffer.from('"'),
  ])
  write({ Dockerfile: bytes })
  await fix([])
  const expected = Buffer.from(bytes)
  expected.write('AS', bytes.indexOf(0x61, 12))
  expect(new Uint8Array(readFileSync(join(directory, 'Dockerfile')))).toEqual(new Uint8Array(expected))
})

test('says what it cannot do', async () => {
  expect(await fix(['nothing'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('there is no file nothing'),
  })
})
