import { describe, expect, test } from 'vitest'
import { compile, type Surroundings } from './compile.ts'

async function lastHistory(text: string, surroundings?: Surroundings): Promise<string | undefined> {
  return (await compile(text, surroundings)).image.history.at(-1)?.createdBy
}

const given = (args: Record<string, string>): Surroundings => ({
  options: { buildArgs: new Map(Object.entries(args)) },
})

describe('ARG', () => {
  test.each([
    ['FROM alpine\nARG A=1\nRUN x', {}, 'RUN |1 A=1 /bin/sh -c x # buildkit'],
    ['FROM alpine\nARG A=1\nRUN x', { A: '2' }, 'RUN |1 A=2 /bin/sh -c x # buildkit'],
    ['FROM alpine\nARG A\nRUN x', {}, 'RUN |1 A= /bin/sh -c x # buildkit'],
    ['ARG A=1\nFROM alpine\nARG A\nRUN x', {}, 'RUN |1 A=1 /bin/sh -c x # buildkit'],
    ['ARG A=1\nFROM alpine\nRUN x', {}, 'RUN /bin/sh -c x # buildkit'],
    ['FROM alpine\nARG A=1\nENV A=3\nRUN x', {}, 'RUN |1 A=3 /bin/sh -c x # buildkit'],
    ['FROM alpine\nARG B=1 A=$B\nARG B=2\nRUN x', {}, 'RUN |2 B=2 A=1 /bin/sh -c x # buildkit'],
    ['FROM alpine AS a\nARG A=1\nFROM a\nRUN x', {}, 'RUN |1 A=1 /bin/sh -c x # buildkit'],
    ['FROM alpine\nARG TARGETARCH\nRUN x', {}, 'RUN |1 TARGETARCH=amd64 /bin/sh -c x # buildkit'],
    ['FROM alpine\nARG TARGETSTAGE\nRUN x', {}, 'RUN |1 TARGETSTAGE=default /bin/sh -c x # buildkit'],
    ['FROM alpine AS s\nARG TARGETSTAGE\nRUN x', {}, 'RUN |1 TARGETSTAGE=s /bin/sh -c x # buildkit'],
  ])('%j with %j', async (text, args, expected) => {
    expect(await lastHistory(text, given(args))).toBe(expected)
  })

  test('a default that is overridden is never expanded', async () => {
    const text = 'FROM alpine\nARG A=${B:?missing}\n'
    expect(await lastHistory(text, given({ A: '1' }))).toBe('ARG A=1')
    await expect(compile(text)).rejects.toThrow('missing')
  })

  test('an arg of the frontend is no variable', async () => {
    const { definition } = await compile('FROM alpine\nARG BUILDKIT_SBOM_SCAN_STAGE=true\nRUN x')
    const bytes = definition.def.map((op) => new TextDecoder('latin1').decode(op)).join()
    expect(bytes).not.toContain('SBOM')
  })
})

describe('FROM', () => {
  test('expands its name with global args', async () => {
    const { resolved } = await compile('ARG V=latest\nFROM alpine:${V}\n')
    expect(resolved).toEqual(['docker.io/library/alpine:latest'])
  })

  test.each([
    ['ARG A\nFROM $A\n', 'base name ($A) should not be blank'],
    [
      'ARG FLATFORM=x\nFROM --platform=$PLATFORM alpine\n',
      'empty platform value from expression $PLATFORM (did you mean FLATFORM?)',
    ],
    [
      'FROM Nope\n',
      'failed to parse stage name "Nope": invalid reference format: repository name (library/Nope) must be lowercase',
    ],
  ])('%j is refused', async (text, message) => {
    await expect(compile(text)).rejects.toThrow(message)
  })
})

describe('SOURCE_DATE_EPOCH', () => {
  const created = async (text: string, surroundings: Surroundings) =>
    (await compile(text, surroundings)).image.history.at(-1)?.created

  test('a number is the time of everything', async () => {
    expect(await created('FROM alpine\nENV A=1\n', given({ SOURCE_DATE_EPOCH: '60' }))).toBe(
      '1970-01-01T00:01:00Z',
    )
    expect(await created('ARG SOURCE_DATE_EPOCH=60\nFROM alpine\nENV A=1\n', {})).toBe('1970-01-01T00:01:00Z')
  })

  test('`context` asks for the time of the build context and keeps its zone', async () => {
    const asked: string[] = []
    const surroundings = {
      ...given({ SOURCE_DATE_EPOCH: 'context' }),
      sourceTime: async (_: unknown, logName: string) => {
        asked.push(logName)
        return { unixNanoseconds: 0n, zoneOffset: 3600 }
      },
    }
    const text = 'FROM alpine\nARG SOURCE_DATE_EPOCH\nRUN x\n'
    expect(await created(text, surroundings)).toBe('1970-01-01T01:00:00+01:00')
    expect(await lastHistory(text, surroundings)).toBe('RUN |1 SOURCE_DATE_EPOCH=0 /bin/sh -c x # buildkit')
    expect(asked[0]).toBe('[internal] resolve main build context metadata')
  })

  test.each([
    ['FROM alpine\n', 'invalid SOURCE_DATE_EPOCH: src'],
    ['FROM alpine AS src\n', 'SOURCE_DATE_EPOCH stage must use FROM scratch'],
    ['FROM scratch AS src\nRUN x\n', 'unsupported RUN instruction'],
    ['FROM scratch AS src\nADD a /\n', 'SOURCE_DATE_EPOCH stage source must be a single HTTP(S) or Git ADD'],
    ['FROM scratch AS src\n', 'SOURCE_DATE_EPOCH stage must contain exactly one remote ADD'],
  ])('%j is no source of a time', async (text, message) => {
    await expect(compile(text, given({ SOURCE_DATE_EPOCH: 'src' }))).rejects.toThrow(message)
  })
})
