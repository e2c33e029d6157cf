import { expect, test } from 'vitest'
import { readEnvironment } from '../../src/gateway/environment.ts'

test('options keep everything after the first equals sign', () => {
  const { options } = readEnvironment({
    BUILDKIT_FRONTEND_OPT_1: 'build-arg:A=b=c',
    BUILDKIT_FRONTEND_OPT_0: 'target=',
    BUILDKIT_FRONTEND_OPT_7: 'bare',
    PATH: '/bin',
  })
  expect(Object.fromEntries(options)).toEqual({ 'build-arg:A': 'b=c', target: '', bare: '' })
})

test('workers are read whatever the case of the keys', () => {
  const platforms = [{ architecture: 'arm64', os: 'linux', variant: 'v8', 'os.features': ['x'] }]
  const expected = [
    { id: 'w', platforms: [{ architecture: 'arm64', os: 'linux', variant: 'v8', osFeatures: ['x'] }] },
  ]
  for (const worker of [
    { ID: 'w', Platforms: platforms },
    { id: 'w', platforms },
  ]) {
    expect(readEnvironment({ BUILDKIT_WORKERS: JSON.stringify([worker]) }).workers).toEqual(expected)
  }
})

test.each(['', '{', '{}', 'null', '"x"'])('malformed workers %j are none', (BUILDKIT_WORKERS) => {
  expect(readEnvironment({ BUILDKIT_WORKERS }).workers).toEqual([])
})

test('an empty environment is an empty build', () => {
  expect(readEnvironment({})).toEqual({ options: new Map(), sessionId: '', workers: [], product: '' })
})
