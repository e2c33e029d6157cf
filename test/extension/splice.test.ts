import { describe, expect, test } from 'vitest'
import { defineFrontend, defineInstruction } from '../../src/index.ts'
import { compileDockerfile } from '../../src/testing/index.ts'

const include = defineInstruction({
  name: 'INCLUDE',
  splice: ({ words: [path = ''] }, { reader, expand }) => reader.readFile(expand(path)),
})
const frontend = defineFrontend({ name: 'x', instructions: [include] })

describe('an instruction that stands for another file', () => {
  test('whole stages, global args and instructions come from it, each with its place', async () => {
    const { steps, ops, error, definition } = await compileDockerfile(
      'INCLUDE args\nARG DIR=parts\nINCLUDE $DIR/build\nFROM alpine\nINCLUDE $DIR/tools\nCOPY --from=build /o /o\n',
      {
        frontend,
        files: {
          args: 'ARG VERSION=3\n',
          'parts/build': '# escape=`\nFROM alpine:${VERSION} AS build\nRUN `\n  make\n',
          'parts/tools': 'RUN a\nINCLUDE more\n',
          more: 'RUN b\n',
        },
      },
    )
    expect(error).toBeUndefined()
    expect(steps).toEqual([
      expect.stringContaining('[stage-1 1/4] FROM docker.io/library/alpine:latest'),
      '[stage-1 2/4] RUN a',
      '[stage-1 3/4] RUN b',
      expect.stringContaining('[build 1/2] FROM docker.io/library/alpine:3'),
      '[build 2/2] RUN   make',
      '[stage-1 4/4] COPY --from=build /o /o',
    ])
    expect(ops.map(({ locations }) => locations?.[0]?.filename)).toEqual([
      'Dockerfile',
      'parts/tools',
      'more',
      'parts/build',
      'parts/build',
      'Dockerfile',
    ])
    expect(ops[4]?.locations?.[0]?.ranges).toMatchObject([{ start: { line: 3 } }, { start: { line: 4 } }])
    for (const info of definition?.source?.infos ?? []) expect(info.definition?.def.length).toBe(2)
  })

  test.each([
    ['RUN x\nRUM y\n', 'part: parse error on line 2: unknown instruction: RUM', '>>> RUM y'],
    ['RUN <<EOF\n', 'unterminated heredoc', '>>> RUN <<EOF'],
    ['FROM alpine AS c\nWORKDIR ${X:?no X}\n', 'X: no X', '>>> WORKDIR ${X:?no X}'],
  ])('what is wrong with it is placed in it: %s', async (part, message, excerpt) => {
    const { error, excerpt: shown } = await compileDockerfile('FROM alpine\nINCLUDE part\nRUN z\n', {
      frontend,
      files: { part },
    })
    expect(error?.message).toContain(message)
    expect(shown).toContain('part:')
    expect(shown).toContain(excerpt)
    expect(shown).toContain('>>> INCLUDE part')
  })

  test('a file that is not there is told of at the instruction', async () => {
    const { error, excerpt } = await compileDockerfile('FROM alpine\nINCLUDE nope\n', { frontend })
    expect(error?.message).toBe('open nope: no such file or directory')
    expect(excerpt).toContain('>>> INCLUDE nope')
  })

  test('files that include each other end in one error', async () => {
    const { error } = await compileDockerfile('FROM alpine\nINCLUDE a\n', {
      frontend,
      files: { a: 'INCLUDE b\n', b: 'INCLUDE a\n' },
    })
    expect(error?.message).toBe('INCLUDE goes deeper than 64 files')
    const wide = await compileDockerfile('FROM alpine\nINCLUDE f0\n', {
      frontend,
      files: Object.fromEntries(
        Array.from({ length: 40 }, (_, n) => [`f${n}`, `INCLUDE f${n + 1}\n`.repeat(2)]),
      ),
    })
    expect(wide.error?.message).toMatch(/^INCLUDE brings in more than 1000 files|open f40/)
  })

  test('it is no trigger', async () => {
    const { error } = await compileDockerfile('FROM alpine AS a\nONBUILD INCLUDE x\nFROM a\n', { frontend })
    expect(error?.message).toBe("INCLUDE isn't allowed as an ONBUILD trigger")
  })

  test('calls and checks know where things stand', async () => {
    const options = { frontend, files: { part: '# the base\nFROM alpine as base\nARG Z=1\nRUN $Z\n' } }
    const text = 'INCLUDE part\nFROM base AS app\nARG A=2\nRUN $A\n'
    const targets = await compileDockerfile(text, { ...options, options: { requestid: 'frontend.targets' } })
    const { targets: found, sources } = JSON.parse(targets.answer['result.json'] ?? '')
    expect(sources).toHaveLength(2)
    expect(found).toMatchObject([{ name: 'base', location: { sourceIndex: 1 } }, { name: 'app' }])
    const outline = await compileDockerfile(text, { ...options, options: { requestid: 'frontend.outline' } })
    expect(JSON.parse(outline.answer['result.json'] ?? '')).toMatchObject({
      args: [{ name: 'A' }, { name: 'Z', location: { sourceIndex: 1 } }],
    })
    const check = await compileDockerfile(text, { ...options, options: { requestid: 'frontend.lint' } })
    expect(check.answer['result.txt']).toContain('part:2')
    expect((await compileDockerfile(text, options)).warnings).toEqual([
      "FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 2 of part, included in line 1)",
    ])
  })
})
