import { describe, expect, test } from 'vitest'
import { formatUrl, parseUrl, parseUrlQuery } from '../../src/go/index.ts'

test('takes a URL apart', () => {
  expect(parseUrl('HTTPS://me:p%40ss@example.com:8443/a%20b/c?x=1#top')).toEqual({
    scheme: 'https',
    opaque: '',
    user: { name: 'me', password: 'p@ss' },
    host: 'example.com:8443',
    path: '/a b/c',
    rawPath: '/a%20b/c',
    rawQuery: 'x=1',
    fragment: 'top',
  })
  expect(parseUrl('github.com/a/b')).toMatchObject({ scheme: '', host: '', path: 'github.com/a/b' })
  expect(parseUrl('mailto:someone')).toMatchObject({ scheme: 'mailto', opaque: 'someone' })
})

test.each([
  'https://example.com/a/b.git',
  'https://user@example.com/%7Ex/a%2Fb',
  'http://[::1]:80/x',
  'http://[fe80::1%25eth0]/x',
  'ssh://a:1:2/x',
  'https://example.com/x?',
  'https://example.com/?a=b&c#frag',
])('writes %s as it was', (text) => {
  expect(formatUrl(parseUrl(text))).toBe(text)
})

test('escapes what must be', () => {
  expect(formatUrl(parseUrl('https://example.com/a b"c'))).toBe('https://example.com/a%20b%22c')
})

test.each([
  ['https://exa mple.com/', 'invalid character " " in host name'],
  ['https://example.com:x/', 'invalid port ":x" after host'],
  ['https://a:1:2/', 'invalid port ":1:2" after host'],
  ['https://example.com/%zz', 'invalid URL escape "%zz"'],
  ['https://[::1/', "missing ']' in host"],
  ['https://[:1]/', 'invalid host: ParseAddr(":1"): unable to parse IP'],
  ['https://[1.2.3.4]/', 'invalid host'],
  [':x', 'missing protocol scheme'],
  ['1:2', 'first path segment in URL cannot contain colon'],
  ['https://a\tb/', 'net/url: invalid control character in URL'],
])('%s', (text, message) => {
  expect(() => parseUrl(text)).toThrow(message)
})

describe('parseUrlQuery', () => {
  test('keeps every value', () => {
    expect([...parseUrlQuery('a=1&b=%26+x&a=2&c&&=', 'throw')]).toEqual([
      ['a', ['1', '2']],
      ['b', ['& x']],
      ['c', ['']],
      ['', ['']],
    ])
  })
  test('drops or refuses what is malformed', () => {
    expect([...parseUrlQuery('a=%z&b=1;c=2&d=3', 'drop')]).toEqual([['d', ['3']]])
    expect(() => parseUrlQuery('a=%z', 'throw')).toThrow('invalid URL escape')
  })
})
