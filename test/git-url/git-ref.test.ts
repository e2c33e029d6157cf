import { describe, expect, test } from 'vitest'
import { parseGitRef, parseGitUrl } from '../../src/git-url/index.ts'

describe('parseGitRef', () => {
  test.each([
    [
      'https://example.com/a/b.git',
      { remote: 'https://example.com/a/b.git', shortName: 'b', ref: '', subdir: '' },
    ],
    ['http://example.com/b.git', { unencrypted: true }],
    ['git://example.com/b', { remote: 'git://example.com/b', unencrypted: true, shortName: 'b' }],
    ['ssh://git@example.com:22/x/y', { remote: 'ssh://git@example.com:22/x/y', unencrypted: false }],
    ['git@example.com:x/y.git', { remote: 'git@example.com:x/y.git', shortName: 'y' }],
    ['git@example.com:y.git?ref=v1#v1:sub', { remote: 'git@example.com:y.git', ref: 'v1', subdir: 'sub' }],
    ['https://example.com/b.git#main:docs/../src/', { ref: 'main', subdir: 'src' }],
    ['https://example.com/b.git#:only', { ref: '', subdir: 'only' }],
    ['https://example.com/b.git?', { remote: 'https://example.com/b.git?' }],
    ['github.com/a/b.git#x', { remote: 'github.com/a/b.git', indistinguishableFromLocal: true, ref: 'x' }],
    ['https://example.com/b.git?tag=v1&subdir=/x', { ref: 'refs/tags/v1', subdir: '/x' }],
    ['https://example.com/b.git?branch=refs/heads/x', { ref: 'refs/heads/x' }],
    ['https://example.com/b.git?commit=abc&fetch-by-commit', { checksum: 'abc', fetchByCommit: true }],
    ['https://example.com/b.git?checksum=abc&mtime=commit', { checksum: 'abc', mtime: 'commit' }],
    ['https://example.com/b.git?keep-git-dir&submodules=false', { keepGitDir: true, submodules: false }],
    [
      'https://example.com/b.git',
      { keepGitDir: undefined, submodules: undefined, mtime: '', fetchByCommit: false },
    ],
  ])('%s', (text, expected) => {
    expect(parseGitRef(text)).toMatchObject(expected)
  })
  test.each([
    './git@example.com:x.git',
    '../x',
    'https://example.com/archive.tar.gz',
    'https://example.com/b.git/tree',
    'ftp://example.com/b.git',
    'plain/path',
    'user@host/path',
    'git@example.com:x?a=%zz',
    'https://exa mple.com/b.git',
    'b:ad@example.com:x',
  ])('%s is no repository', (text) => {
    expect(parseGitRef(text)).toBeUndefined()
  })
  test.each([
    ['?ref=a#b', 'ref conflicts: "b" vs "a"'],
    ['?subdir=a#:b', 'subdir conflicts: "b" vs "a"'],
    ['?tag=a&branch=a', 'branch conflicts with tag'],
    ['?ref=a&branch=b', 'ref conflicts: "a" vs "refs/heads/b"'],
    ['?ref=a&tag=b', 'ref conflicts: "a" vs "refs/tags/b"'],
    ['?ref=a&ref=b', 'query "ref" has multiple values'],
    ['?ref', 'query "ref" has no value'],
    ['?depth=1', 'unexpected query "depth"'],
    ['?depth', 'query "depth" has no value'],
    ['?keep-git-dir=maybe', 'invalid keep-git-dir value: "maybe"'],
    ['?submodules=2', 'invalid submodules value: "2"'],
    ['?fetch-by-commit=x', 'invalid fetch-by-commit value: "x"'],
    ['?mtime=now', 'invalid mtime value: "now" (must be "checkout" or "commit")'],
  ])('%s is refused', (query, message) => {
    expect(() => parseGitRef(`https://example.com/b.git${query}`)).toThrow(message)
  })
})

test('parseGitUrl takes both forms apart', () => {
  expect(parseGitUrl('me@host.example:/abs/path#frag?x')).toMatchObject({
    scheme: 'ssh',
    host: 'host.example',
    path: '/abs/path',
    user: { name: 'me' },
    fragment: { ref: 'frag?x', subdir: '' },
    remote: 'me@host.example:/abs/path',
  })
  expect(() => parseGitUrl('nothing')).toThrow('unknown protocol')
  expect(() => parseGitUrl('FTP://x/y')).toThrow('ftp: invalid protocol')
})
