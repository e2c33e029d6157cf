import { describe, expect, test } from 'vitest'
import { problemInProcess } from '../../scripts/fuzz/gateway/run-in-process.ts'
import { compileWith } from '../extensions/compile.ts'

const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('')
const doubling = (steps: number) =>
  `ARG A0=${'a'.repeat(16)}\n${many(steps, (at) => `ARG A${at + 1}=$A${at}$A${at}\n`)}`

/** What is too much for BuildKit, and how that is told. */
const refused: readonly (readonly [name: string, text: string, message: string, place?: string])[] = [
  [
    'a replacement that makes a long text of every character',
    `FROM alpine\nARG A=${'a'.repeat(30_000)}\nARG B=\${A//a/$A}\n`,
    'the text is longer than 16777216 characters once its variables are replaced',
    'Dockerfile:4',
  ],
  [
    'args that double',
    `FROM alpine\n${doubling(40)}`,
    'more than 33554432 characters of text',
    'Dockerfile:22',
  ],
  ['global args that double', `${doubling(40)}FROM alpine\n`, 'the text is longer than 16777216 characters'],
  [
    'a large environment that many commands repeat',
    `FROM alpine\nENV A=${'a'.repeat(60_000)}\n${many(1000, (at) => `RUN ${at}\n`)}`,
    'more than 33554432 characters of text',
  ],
  [
    'a pattern that takes long',
    `FROM alpine\nARG A=${'a'.repeat(60_000)}\nARG B=\${A//${'*a'.repeat(3000)}b/x}\n`,
    'matching the patterns of variables takes too long',
    'Dockerfile:4',
  ],
  [
    'a million lines in a here-document',
    `FROM alpine\nRUN <<EOF\n${'x\n'.repeat(1_000_000)}`,
    'the instructions have more than 500000 lines',
  ],
  [
    'a million lines of one command',
    `FROM alpine\nRUN a \\\n${'b\\\n'.repeat(1_000_000)}c\n`,
    'the instructions have more than 500000 lines',
  ],
  [
    'a million instructions',
    `FROM alpine\n${'USER a\n'.repeat(1_000_000)}`,
    'there are more than 60000 instructions',
    'Dockerfile:60002',
  ],
  ['20,000 stages', many(20_000, (at) => `FROM scratch AS s${at}\n`), 'there are more than 10000 stages'],
  [
    'too many ports at once',
    `FROM alpine\nEXPOSE ${'1-65535 '.repeat(2000)}\n`,
    'EXPOSE names more than 1600000 ports',
  ],
  [
    'triggers that many stages run',
    `FROM alpine AS a\n${'ONBUILD USER a\n'.repeat(5000)}${many(20, (at) => `FROM a AS b${at}\n`)}FROM scratch\n${many(20, (at) => `COPY --from=b${at} / /\n`)}`,
    'there are more than 60000 instructions, triggers of images among them',
  ],
]

describe('a Dockerfile with', () => {
  test.each(refused)('%s is refused', async (_, text = '', message = '', place = '>>>') => {
    const { error, excerpt } = await compileWith('', text)
    expect(error?.message).toContain(message)
    expect(excerpt).toContain(place)
  })

  test('900 times 1,000 included instructions is refused where they become too many', async () => {
    const files = { part: many(1000, (at) => `USER u${at}\n`) }
    const { error } = await compileWith('include', `FROM alpine\n${'INCLUDE part\n'.repeat(900)}`, { files })
    expect(error?.message).toContain(
      'there are more than 60000 instructions, those of included files among them',
    )
  })

  test('large files that are included many times is refused', async () => {
    const files = { part: `${`#${'x'.repeat(60_000)}\n`.repeat(250)}USER a\n` }
    const { error } = await compileWith('include', `FROM alpine\n${'INCLUDE part\n'.repeat(900)}`, { files })
    expect(error?.message).toContain('brings in more than 67108864 bytes')
  })

  test.each([
    ['nothing but line feeds', `FROM alpine\n${'\n'.repeat(4_000_000)}RUN a\n`],
    ['nothing but comments', `FROM alpine\n${'# a\n'.repeat(1_000_000)}RUN a\n`],
    ['a large here-document', `FROM alpine\nCOPY <<EOF /a\n${`${'x'.repeat(99)}\n`.repeat(50_000)}EOF\n`],
    ['50,000 instructions', `FROM alpine\n${many(50_000, (at) => `USER u${at}\n`)}`],
  ])('%s is built', async (_, text) => {
    expect((await compileWith('', text)).error).toBeUndefined()
  })
})

const askedFor: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'many platforms': { platform: many(2000, (at) => `linux/a${at},`).slice(0, -1) },
  'a long number': { 'build-arg:SOURCE_DATE_EPOCH': '9'.repeat(100_000) },
}

test.each(Object.entries(askedFor))('a build with %s ends with an error', async (_, options) => {
  const files = { Dockerfile: 'FROM alpine\nRUN a\n' }
  expect(await problemInProcess({ name: '', files, options })).toBeUndefined()
})
