import { describe, expect, test } from 'vitest'
import {
  beginStep,
  stepPlatform,
  summarizeHeredoc,
  upperCaseKeyword,
} from '../../src/convert/definition/progress.ts'
import { PathSet } from '../../src/convert/graph/path-set.ts'
import { formatTime } from '../../src/convert/stage/history.ts'
import { environmentOf } from '../../src/dockerfile/index.ts'

describe('beginStep', () => {
  test.each([
    [{ stageName: '', index: 1, total: 1, triggered: false, platform: '' }, '[1/1] '],
    [{ stageName: 'build', index: 2, total: 10, triggered: false, platform: '' }, '[build  2/10] '],
    [
      { stageName: 'b', index: 3, total: 3, triggered: true, platform: 'linux/amd64' },
      '[linux/amd64 b 3/3] ONBUILD ',
    ],
  ])('%j', ({ stageName, index, total, triggered, platform }, expected) => {
    const stage = { displayName: stageName, steps: total, step: index - 1 }
    expect(beginStep(stage, platform, triggered)).toBe(expected)
    expect(stage.step).toBe(index)
  })

  test('counts nothing in a stage whose steps have no numbers', () => {
    const stage = { displayName: 'build', steps: 0, step: 0 }
    expect(beginStep(stage, 'linux/amd64', true)).toBe('')
    expect(stage.step).toBe(0)
  })
})

describe('stepPlatform', () => {
  const amd64 = { os: 'linux', architecture: 'amd64' }
  test.each([
    [[], 'linux/amd64'],
    [['TARGETPLATFORM=linux/arm64'], 'linux/amd64->arm64'],
    [['TARGETPLATFORM=linux/arm/v6'], 'linux/amd64->arm/v6'],
    [['TARGETPLATFORM=windows/amd64'], 'linux/amd64->windows/amd64'],
    [['TARGETARCH=arm64'], 'linux/amd64->arm64'],
    [['TARGETPLATFORM=///', 'TARGETOS=linux'], 'linux/amd64'],
    [['TARGETPLATFORM=linux/amd64'], 'linux/amd64'],
  ])('%j', (env, expected) => {
    expect(stepPlatform(amd64, environmentOf(env))).toBe(expected)
  })
})

test('upperCaseKeyword changes the first word alone', () => {
  expect(upperCaseKeyword('run echo a')).toBe('RUN echo a')
  expect(upperCaseKeyword('run')).toBe('RUN')
})

test('summarizeHeredoc shows the first line', () => {
  expect(summarizeHeredoc('\n a\r\nb\n')).toBe('a...')
  expect(summarizeHeredoc('a\n')).toBe('a')
  expect(summarizeHeredoc('\uFEFFa\u0085\n')).toBe('\uFEFFa')
})

test.each([
  [0n, 0, '1970-01-01T00:00:00Z'],
  [-1_000_000_000n, 0, '1969-12-31T23:59:59Z'],
  [1_500_000_000n, 0, '1970-01-01T00:00:01.5Z'],
  [0n, 7200, '1970-01-01T02:00:00+02:00'],
  [0n, -1800, '1969-12-31T23:30:00-00:30'],
])('formatTime(%s, zone %s)', (unixNanoseconds, zoneOffset, expected) => {
  expect(formatTime({ unixNanoseconds, zoneOffset })).toBe(expected)
})

test('PathSet lists relative paths, or everything', () => {
  const paths = new PathSet()
  expect(paths.list()).toBeUndefined()
  paths.add('b/../c')
  paths.add('/a')
  expect(paths.list()).toEqual(['a', 'c'])
  paths.add('.')
  expect(paths.list()).toBeUndefined()
})
