import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startBuild } from './start.ts'

/** What is tried in the executable and in Node alike: a function of nothing but the web's globals. */
async function tryGlobals() {
  const encoder = new TextEncoder()
  const attempt = (work: () => unknown): unknown => {
    try {
      return work()
    } catch (error) {
      return (error as Error).constructor.name
    }
  }
  const texts = [
    '',
    'ascii',
    'é',
    '€',
    '😀',
    'a\ud800b',
    '\udc00',
    '\udcff\udc80',
    '\ud83d',
    'x'.repeat(70_000),
    '\ufeffé',
  ]
  const encoded = texts.map((text) => [...encoder.encode(text)].slice(0, 40))
  const into = texts.flatMap((text) =>
    [0, 1, 2, 3, 4, 7, 12].map((size) => {
      const bytes = new Uint8Array(size)
      const { read, written } = encoder.encodeInto(text, bytes)
      return [read, written, ...bytes]
    }),
  )
  const byteLists = [
    [0xef, 0xbb, 0xbf, 0x41],
    [0x41, 0xef, 0xbb, 0xbf],
    [0xff],
    [0xc0, 0x80],
    [0xc2],
    [0xe2, 0x82],
    [0xe2, 0x82, 0x41],
    [0xed, 0xa0, 0x80],
    [0xed, 0x9f, 0xbf],
    [0xf0, 0x9f, 0x98],
    [0xf0, 0x9f, 0x98, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xf0, 0x80, 0x80, 0x80],
    [0x61, 0x80, 0xe1, 0x80, 0x62, 0xf1, 0x80, 0x80, 0x63],
    Array.from({ length: 256 }, (_, index) => index),
  ]
  const modes = [{}, { fatal: true }, { ignoreBOM: true }, { fatal: true, ignoreBOM: true }]
  const decoded = byteLists.flatMap((bytes) =>
    modes.map((mode) => attempt(() => new TextDecoder('utf-8', mode).decode(Uint8Array.from(bytes)))),
  )
  const views = [
    new TextDecoder().decode(encoder.encode('view').subarray(1, 3)),
    new TextDecoder().decode(encoder.encode('buffer').buffer),
    new TextDecoder().decode(),
    new TextDecoder('latin1').decode(Uint8Array.of(0x41, 0xe9, 0xff)),
    attempt(() => new TextDecoder('nonsense')),
  ]
  const order: string[] = []
  const later = (name: string, milliseconds: number) =>
    new Promise<void>((resolve) => {
      setTimeout(
        (one: string, two: string) => {
          order.push(one + two)
          resolve()
        },
        milliseconds,
        name,
        '!',
      )
    })
  const cancelled = setTimeout(() => order.push('cancelled'), 1)
  clearTimeout(cancelled)
  clearTimeout(undefined)
  queueMicrotask(() => order.push('microtask'))
  await Promise.all([later('second', 30), later('first', 1), later('third', 60)])
  return { encoded, into, decoded, views, order }
}

const extension = `const result = await (${tryGlobals.toString()})()
// The log has the message of an error whole.
throw new Error('RESULT' + JSON.stringify(result) + 'END')
`

describe.each(['executable', 'sanitized'] as const)('globals of the web in the %s', (name) => {
  test('do what they do in Node', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'slipway-globals-'))
    writeFileSync(join(directory, 'globals.js'), extension)
    const { ended, log } = startBuild('FROM scratch\n', {
      name,
      environment: { SLIPWAY_EXTENSIONS: directory },
    })
    await ended
    const [, printed] = /RESULT(.*)END/s.exec(log()) ?? []
    expect(printed, log()).toBeDefined()
    expect(JSON.parse(printed ?? '')).toEqual(JSON.parse(JSON.stringify(await tryGlobals())))
  })
})
