import { describe, expect, test } from 'vitest'
import {
  formatPlatform,
  formatPlatformAll,
  normalizePlatform,
  parsePlatform,
} from '../../src/platform/index.ts'

describe('parsePlatform', () => {
  test.each([
    ['linux/amd64', { os: 'linux', architecture: 'amd64' }],
    ['Linux/X86_64', { os: 'linux', architecture: 'amd64' }],
    ['macos/aarch64', { os: 'darwin', architecture: 'arm64' }],
    ['linux/arm64/v8', { os: 'linux', architecture: 'arm64', variant: 'v8' }],
    ['linux/arm/7', { os: 'linux', architecture: 'arm', variant: 'v7' }],
    ['linux/armhf', { os: 'linux', architecture: 'arm' }],
    ['linux', { os: 'linux', architecture: 's390x' }],
    ['riscv64', { os: 'freebsd', architecture: 'riscv64' }],
    ['anything/at-all', { os: 'anything', architecture: 'at-all' }],
    [
      'windows(10.0.20348.1%2Bx+win32k+gpu)/amd64',
      { os: 'windows', osVersion: '10.0.20348.1+x', osFeatures: ['win32k', 'gpu'], architecture: 'amd64' },
    ],
  ])('%s', (text, platform) => {
    const host =
      text === 'riscv64' ? { os: 'freebsd', architecture: 'amd64' } : { os: 'linux', architecture: 's390x' }
    expect(parsePlatform(text, host)).toEqual(platform)
  })
  test.each([
    ['linux/*', '"linux/*": wildcards not yet supported: invalid argument'],
    ['toaster', '"toaster": unknown operating system or architecture: invalid argument'],
    [
      'linux/a b',
      '"a b" is an invalid component of "linux/a b": platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument',
    ],
    ['linux/arm/v7/x', '"linux/arm/v7/x": cannot parse platform specifier: invalid argument'],
    ['', '"" is an invalid OS component of "": OSAndVersion specifier component must match "'],
    ['linux(%zz)/amd64', '"linux(%zz)/amd64" has an invalid OS version "%zz": invalid URL escape "%zz"'],
    ['linux(1++a)/amd64', '"linux(1++a)" is an invalid OS component of "linux(1++a)/amd64"'],
    [
      'linux(+%g)/x',
      '"linux(+%g)/x" has invalid OS features: invalid os feature "%g": invalid URL escape "%g"',
    ],
  ])('%j is refused', (text, message) => {
    expect(() => parsePlatform(text)).toThrow(message)
  })
})

test('formats with and without OS options', () => {
  const windows = { os: 'windows', architecture: 'amd64', osVersion: '10.0(1)', osFeatures: ['b', 'a', 'b'] }
  expect(formatPlatform(windows)).toBe('windows/amd64')
  expect(formatPlatformAll(windows)).toBe('windows(10.0%281%29+a+b)/amd64')
  expect(formatPlatformAll({ os: 'linux', architecture: 'arm', variant: 'v7' })).toBe('linux/arm/v7')
  expect(formatPlatformAll({ os: 'linux', architecture: 'x', osFeatures: ['f'] })).toBe('linux(+f)/x')
  expect(formatPlatform({ os: '', architecture: 'amd64' })).toBe('unknown')
})

test.each([
  ['arm', '', 'arm', 'v7'],
  ['armel', 'v9', 'arm', 'v6'],
  ['arm64', 'v8', 'arm64', undefined],
  ['arm64', '9.0', 'arm64', 'v9'],
  ['amd64', 'v1', 'amd64', undefined],
  ['amd64', 'v3', 'amd64', 'v3'],
  ['i386', 'x', '386', undefined],
])('normalizes %s/%s', (architecture, variant, name, level) => {
  const normalized = normalizePlatform({ os: 'Linux', architecture, variant })
  expect(normalized).toEqual({ os: 'linux', architecture: name, ...(level ? { variant: level } : {}) })
})
