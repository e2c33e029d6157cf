import { describe, expect, test } from 'vitest'
import { readAddress, readPath } from '../../src/extensions/include/address.ts'
import { compileWith } from './compile.ts'

const base = 'https://user:hunter2@example.org/d/e/base?token=hunter2'

describe('readAddress', () => {
  test.each([
    ['more', 'https://user:hunter2@example.org/d/e/more'],
    ['./more', 'https://user:hunter2@example.org/d/e/more'],
    ['../more', 'https://user:hunter2@example.org/d/more'],
    ['/more', 'https://user:hunter2@example.org/more'],
    ['a//b', 'https://user:hunter2@example.org/d/e/a/b'],
    ['with space', 'https://user:hunter2@example.org/d/e/with%20space'],
    ['escaped%20space', 'https://user:hunter2@example.org/d/e/escaped%20space'],
    ['caf\u00e9', 'https://user:hunter2@example.org/d/e/caf%C3%A9'],
    ['lone\udc80', 'https://user:hunter2@example.org/d/e/lone%EF%BF%BD'],
    [' //other.host/x', 'https://user:hunter2@example.org/d/e/%20/other.host/x'],
    ['./local:a', 'https://user:hunter2@example.org/d/e/local:a'],
    ['http://other.example.org/x?q', 'http://other.example.org/x?q'],
  ])('%j beside a download is a download', (text, url) => {
    expect(readAddress(text, base)).toEqual({ kind: 'download', url })
  })

  test.each([
    'local://context',
    'docker-image://alpine',
    'oci-layout://a@sha256:0',
    'file:///etc/passwd',
    'input:base',
    'blob:x',
    'data:text/plain,RUN',
    'LOCAL://context',
    'HTTP://example.org/x',
    'http:example.org',
    'http:///x',
    'https://',
    '//other.host/x',
    '\\\\other.host\\x',
    '/\\other.host/x',
    'a\\..\\b',
    '?q',
    'b?q',
    '#b',
    '../../../up',
    '\tlocal://context',
    '/\t/other.host',
    'a\nb',
    'a\0b',
  ])('%j beside a download is refused', (text) => {
    let message = ''
    try {
      readAddress(text, base)
    } catch (error) {
      expect(error).toMatchObject({ name: 'BuildError', code: 'context' })
      message = String(error)
    }
    expect(message).not.toBe('')
    expect(message).not.toContain('hunter2')
  })

  test.each(['local://context', 'docker-image://alpine', 'file:///etc/passwd', 'ftp://example.org/x'])(
    '%s is refused in files as well',
    (text) => {
      expect(() => readAddress(text, undefined)).toThrow('is not among what INCLUDE reads')
    },
  )

  test.each(['input:base', 'a:b', '//a', 'a\\b', 'a?b'])('%s is a path in files', (path) => {
    expect(readAddress(path, undefined)).toEqual({ kind: 'path', path })
  })

  test.each(['https://example.org/x', 'git@example.org:x', 'https://example.org/x.git#main:a'])(
    'a path in a named context is not %s',
    (text) => {
      expect(() => readPath(text)).toThrow('with --from, the address is a path')
    },
  )
})

test('a downloaded file cannot make a source of another kind', async () => {
  const sources = {
    'https://example.org/d/base': { Dockerfile: 'FROM alpine\nINCLUDE local://context\n' },
    'local://context': { Dockerfile: 'RUN leaked\n' },
  }
  const { error, excerpt } = await compileWith('include', 'INCLUDE https://example.org/d/base\n', { sources })
  expect(error?.message).toContain('local: is not among what INCLUDE reads')
  expect(excerpt).toContain('https://example.org/d/base:2')
})

test('what the daemon says of an address is shown without what may be secret', async () => {
  const url = 'https://user:hunter2@example.org/d/base?token=hunter2'
  const { error } = await compileWith('include', `INCLUDE ${url}\n`)
  expect(error?.message).toContain('https://example.org/d/base')
  expect(error?.message).not.toContain('hunter2')
})
