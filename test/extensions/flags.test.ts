import { describe, expect, test } from 'vitest'
import { compileDockerfile } from '../../src/testing/index.ts'
import { boxed, built, compileWith } from './compile.ts'

describe('RUN --no-cache', () => {
  test('has the very command run in every build, and no other', async () => {
    const { ops } = await built(
      'run-no-cache',
      'FROM alpine\nRUN a\nRUN --no-cache b\nRUN --no-cache=false c\n',
    )
    expect(ops.map(({ metadata }) => metadata?.ignoreCache ?? false)).toEqual([false, false, true, false])
  })
})

describe('WORKDIR --chown --chmod', () => {
  test('say whose the new directory is', async () => {
    const text =
      'FROM alpine\nARG M=0750\nUSER other\nWORKDIR --chown=app:1000 --chmod=$M /srv\nWORKDIR sub\n'
    const { ops } = await built('workdir-owner', text)
    const actions = ops.map(({ op }) => JSON.stringify(op)).filter((op) => op.includes('mkdir'))
    expect(actions[0]).toContain('"name":"app"')
    expect(actions[0]).toContain('"byID":1000')
    expect(actions[0]).toContain(`"mode":${0o750}`)
    expect(actions[1]).toContain('"name":"other"')
    expect(actions[1]).toContain(`"mode":${0o755}`)
  })

  test.each([
    ['WORKDIR --chmod=u+x /srv', "invalid chmod parameter: 'u+x'"],
    ['WORKDIR --chmod=2755 /srv', "invalid chmod parameter: '2755'"],
    ['WORKDIR --chown=app /', 'WORKDIR makes no directory /'],
  ])('%s is refused', async (line, message) => {
    const { error, excerpt } = await compileWith('workdir-owner', `FROM alpine\n${line}\n`)
    expect(error?.message).toContain(message)
    expect(excerpt).toContain(`>>> ${line}`)
  })
})

describe('ARG --required --enum', () => {
  const build = (text: string, buildArgs: Readonly<Record<string, string>> = {}) =>
    compileWith('arg-checks', text, { buildArgs })

  test.each([
    ['FROM alpine\nARG --required VERSION\n', {}, 'build arg VERSION is required'],
    ['FROM alpine\nARG --required VERSION\n', { VERSION: '' }, 'build arg VERSION is required'],
    ['ARG --required VERSION\nFROM alpine:$VERSION\n', {}, 'build arg VERSION is required'],
    ['FROM alpine\nARG --enum=debug,release MODE=fast\n', {}, 'build arg MODE must be one of debug, release'],
    [
      'ARG --enum=debug,release MODE=debug\nFROM alpine\n',
      { MODE: 'releas' },
      'build arg MODE must be one of debug, release (did you mean release?)',
    ],
    ['FROM alpine\nARG --required VERSION=1\n', {}, 'ARG --required VERSION has a default value'],
    ['FROM alpine\nARG --enum=, VERSION=1\n', {}, 'ARG --enum names no value'],
    ['FROM alpine\nARG --other VERSION\n', {}, 'unknown flag: --other'],
  ])('%j is refused', async (text, buildArgs, message) => {
    const { error, excerpt } = await build(text, buildArgs)
    expect(error?.message).toContain(message)
    expect(excerpt).toMatch(/>>> ARG --/)
  })

  test.each([
    ['FROM alpine\nARG --required VERSION\n', { VERSION: '1' }],
    ['ARG VERSION=2\nFROM alpine\nARG --required VERSION\n', {}],
    ['ARG --required --enum=1,2 VERSION\nFROM alpine:$VERSION\n', { VERSION: '2' }],
    ['FROM alpine\nARG --enum=debug,release MODE\n', {}],
  ])('%j is built', async (text, buildArgs) => {
    expect((await build(text, buildArgs)).error).toBeUndefined()
  })

  test('outline and build checks need no values', async () => {
    const text =
      'ARG --required BASE\nFROM alpine:${BASE:-3}\n# VERSION What to build\nARG --required VERSION\n'
    const outline = await compileWith('arg-checks', text, { options: { requestid: 'frontend.outline' } })
    expect(outline.error).toBeUndefined()
    expect(outline.answer['result.txt']).toContain('What to build (required)')
    const check = await compileWith('arg-checks', text, { options: { requestid: 'frontend.lint' } })
    expect(check.answer['result.json']).not.toContain('buildError')
  })

  test('the outline tells what may be chosen from', async () => {
    const { answer } = await compileWith(
      'arg-checks',
      'FROM alpine\n# MODE How to build\nARG --enum=debug,release MODE=debug\n',
      { options: { requestid: 'frontend.outline' } },
    )
    expect(answer['result.txt']).toContain('How to build (debug|release)')
  })

  test.each([
    ['ARG --required TAG\nFROM alpine\nARG TAG\nRUN echo $TAG\n', /^TAG +\(required\)$/m],
    ['ARG TAG=1\nFROM alpine\nARG --enum=1,2 TAG\n', /^TAG +1 +\(1\|2\)$/m],
    [
      'ARG --required TAG\nFROM alpine\n# TAG What is built\nARG --enum=1,2 TAG\n',
      /What is built \(required, 1\|2\)$/m,
    ],
    ['FROM alpine AS a\nARG --required TAG\nFROM a\nARG TAG\nRUN echo $TAG\n', /^TAG +\(required\)$/m],
  ])('the outline of %j shows the checks wherever they stand', async (text, line) => {
    const options = { options: { requestid: 'frontend.outline' } }
    const { answer, error } = await compileWith('arg-checks', text, options)
    expect(error).toBeUndefined()
    expect(answer['result.txt']?.replace(/[ \t]+$/gm, '')).toMatch(line)
  })

  test.each([
    ['1,2', '3', ''],
    ['10,12', '13', ''],
    ['debug,release', 'Debug', ' (did you mean debug?)'],
    ['debug,release', 'relese', ' (did you mean release?)'],
  ])('%s instead of %s: %j', async (members, value, near) => {
    const { error } = await build(`FROM alpine\nARG --enum=${members} N\n`, { N: value })
    expect(error?.message).toBe(`build arg N must be one of ${members.split(',').join(', ')}${near}`)
  })
})

describe('unused build args', () => {
  const text = 'ARG BASE=alpine\nFROM $BASE\nARG VERSION\nFROM scratch\nARG OTHER\n'

  test('are warned of, with the name that comes nearest', async () => {
    const buildArgs = { VERSON: '1', OTHER: '2', nothing: '3' }
    const { warnings } = await built('unused-build-args', text, { buildArgs })
    expect(warnings).toEqual([
      'UnusedBuildArg: No ARG declares the build arg VERSON (did you mean VERSION?)',
      'UnusedBuildArg: No ARG declares the build arg nothing',
    ])
  })

  test('are not those that have a meaning of their own', async () => {
    const buildArgs = {
      BUILDKIT_INLINE_CACHE: '1',
      HTTP_PROXY: 'x',
      no_proxy: 'y',
      SOURCE_DATE_EPOCH: '0',
      TARGETARCH: 'amd64',
    }
    expect((await built('unused-build-args', text, { buildArgs })).warnings).toEqual([])
  })

  test('can be left out of the checks', async () => {
    const skipped = `# check=skip=UnusedBuildArg\n# extensions=unused-build-args\n${text}`
    const { warnings, error } = await compileDockerfile(skipped, { frontend: boxed, buildArgs: { X: '1' } })
    expect([error, warnings]).toEqual([undefined, []])
  })

  test('are found whatever the case of their names', async () => {
    const declared = 'FROM alpine\nARG HTTP_PORT\nRUN echo $HTTP_PORT\n'
    const { warnings } = await built('unused-build-args', declared, { buildArgs: { http_port: '80' } })
    expect(warnings).toEqual([
      'UnusedBuildArg: No ARG declares the build arg http_port (did you mean HTTP_PORT?)',
    ])
  })
})
