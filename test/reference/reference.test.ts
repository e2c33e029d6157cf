import { describe, expect, test } from 'vitest'
import {
  familiarString,
  formatReference,
  parseDigest,
  parseNormalizedNamed,
  parseReference,
  tagNameOnly,
  withDigest,
} from '../../src/reference/index.ts'

const digest = `sha256:${'ab'.repeat(32)}`

describe('parseNormalizedNamed', () => {
  test.each([
    ['alpine', 'docker.io/library/alpine', 'alpine'],
    ['alpine:3', 'docker.io/library/alpine:3', 'alpine:3'],
    ['team/app:1.0', 'docker.io/team/app:1.0', 'team/app:1.0'],
    ['index.docker.io/alpine', 'docker.io/library/alpine', 'alpine'],
    ['docker.io/library/a/b', 'docker.io/library/a/b', 'library/a/b'],
    ['localhost/x', 'localhost/x', 'localhost/x'],
    ['host:5000/x:y', 'host:5000/x:y', 'host:5000/x:y'],
    ['[fe80::1]:80/a__b/c--d.e', '[fe80::1]:80/a__b/c--d.e', '[fe80::1]:80/a__b/c--d.e'],
    ['Registry/app', 'Registry/app', 'Registry/app'],
    [`alpine:3@${digest}`, `docker.io/library/alpine:3@${digest}`, `alpine:3@${digest}`],
  ])('%s', (text, full, familiar) => {
    const reference = parseNormalizedNamed(text)
    expect(formatReference(reference)).toBe(full)
    expect(familiarString(reference)).toBe(familiar)
  })
  test.each([
    ['Alpine', 'invalid reference format: repository name (library/Alpine) must be lowercase'],
    ['x.io/App:Tag', 'invalid reference format: repository name (App) must be lowercase'],
    ['', 'invalid reference format'],
    ['a b', 'invalid reference format'],
    ['a//b', 'invalid reference format'],
    ['a___b', 'invalid reference format'],
    ['a..b', 'invalid reference format'],
    ['-a', 'invalid reference format'],
    ['a:', 'invalid reference format'],
    ['a@sha256:123', 'invalid reference format'],
    [`a:${'t'.repeat(129)}`, 'invalid reference format'],
    [`a@sha256:${'a'.repeat(63)}`, 'invalid checksum digest length'],
    [`a@md5:${'a'.repeat(32)}`, 'unsupported digest algorithm'],
    ['x'.repeat(260), 'repository name must not be more than 255 characters'],
    [
      'ab'.repeat(32),
      `invalid repository name (${'ab'.repeat(32)}), cannot specify 64-byte hexadecimal strings`,
    ],
  ])('%j is refused', (text, message) => {
    expect(() => parseNormalizedNamed(text)).toThrow(message)
  })
  test('is quick with hostile names', () => {
    for (const name of [
      'a'.repeat(1e6),
      'a-'.repeat(1e6),
      'a.'.repeat(1e6),
      '_'.repeat(1e6),
      'a/'.repeat(1e6),
    ]) {
      expect(() => parseNormalizedNamed(name)).toThrow()
    }
  })
})

test('parseReference adds nothing', () => {
  expect(parseReference('app:1')).toEqual({ domain: '', path: 'app', tag: '1' })
  expect(parseReference(`host/app@${digest}`)).toEqual({ domain: 'host', path: 'app', digest })
  expect(() => parseReference('')).toThrow('repository name must have at least one component')
  expect(() => parseReference('host/App')).toThrow('repository name must be lowercase')
})

test('tagNameOnly and withDigest', () => {
  const alpine = parseNormalizedNamed('alpine')
  expect(formatReference(tagNameOnly(alpine))).toBe('docker.io/library/alpine:latest')
  expect(formatReference(withDigest(tagNameOnly(alpine), digest))).toBe(
    `docker.io/library/alpine:latest@${digest}`,
  )
  expect(tagNameOnly(withDigest(alpine, digest)).tag).toBeUndefined()
  expect(() => withDigest(alpine, 'x')).toThrow('invalid digest format')
})

test('parseDigest', () => {
  expect(parseDigest(digest)).toBe(digest)
  for (const text of ['x', ':a', 'sha256:', `sha256:${'A'.repeat(64)}`, 'Sha:1']) {
    expect(() => parseDigest(text)).toThrow('invalid checksum digest format')
  }
  expect(() => parseDigest('sha256:ab')).toThrow('invalid checksum digest length')
  expect(() => parseDigest('crc:ab')).toThrow('unsupported digest algorithm')
})
