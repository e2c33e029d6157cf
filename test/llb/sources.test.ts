import { describe, expect, test } from 'vitest'
import { git, http, image, local, type Output, ociLayout } from '../../src/llb/index.ts'

function sourceOf(output: Output) {
  if (output.op.kind !== 'source') throw new Error('not a source')
  const { identifier, attrs, caps, hasPlatform } = output.op
  return { identifier, attrs, caps: caps.toSorted(), hasPlatform }
}
const auth = { 'git.authheadersecret': 'GIT_AUTH_HEADER', 'git.authtokensecret': 'GIT_AUTH_TOKEN' }

describe('image', () => {
  test.each([
    ['alpine', 'docker-image://docker.io/library/alpine:latest'],
    ['host:5000/a/b:1', 'docker-image://host:5000/a/b:1'],
    [`a/b@sha256:${'0'.repeat(64)}`, `docker-image://docker.io/a/b@sha256:${'0'.repeat(64)}`],
  ])('%s is %s', (ref, identifier) => {
    expect(sourceOf(image(ref))).toEqual({ identifier, attrs: {}, caps: ['source.image'], hasPlatform: true })
  })

  test('has attributes and capabilities for its options', () => {
    const options = {
      resolveMode: 'pull',
      checksum: 'sha256:1',
      layerLimit: 0,
      recordType: 'internal',
    } as const
    expect(sourceOf(image('alpine', options))).toMatchObject({
      attrs: {
        'image.resolvemode': 'pull',
        'image.checksum': 'sha256:1',
        'image.layerlimit': '0',
        'image.recordtype': 'internal',
      },
      caps: ['source.image', 'source.image.checksum', 'source.image.layerlimit', 'source.image.resolvemode'],
    })
    expect(sourceOf(image('alpine', { resolveMode: 'local' }))).toMatchObject({
      attrs: { 'image.resolvemode': 'local' },
      caps: ['source.image'],
    })
  })

  test('refuses a malformed reference', () => {
    expect(() => image('UPPER')).toThrow('must be lowercase')
  })
})

test('ociLayout', () => {
  const output = ociLayout('x@sha256:1', { sessionId: 's', storeId: 'i', layerLimit: 2 })
  expect(sourceOf(output)).toEqual({
    identifier: 'oci-layout://x@sha256:1',
    attrs: { 'oci.session': 's', 'oci.store': 'i', 'oci.layerlimit': '2' },
    caps: ['source.ocilayout'],
    hasPlatform: true,
  })
})

describe('local', () => {
  test('has attributes and capabilities for its options', () => {
    const output = local('context', {
      sessionId: 's',
      uniqueId: 'unused',
      includePatterns: ['a<b'],
      excludePatterns: ['ü', 'b'],
      followPaths: ['f'],
      sharedKeyHint: 'hint',
      differ: { type: 'none', required: true },
      metadataOnly: { exceptions: ['x'] },
    })
    expect(sourceOf(output)).toEqual({
      identifier: 'local://context',
      attrs: {
        'local.session': 's',
        'local.includepattern': '["a\\u003cb"]',
        'local.excludepatterns': '["ü","b"]',
        'local.followpaths': '["f"]',
        'local.sharedkeyhint': 'hint',
        'local.differ': 'none',
        'local.metadatatransfer': 'true',
        'local.metadatatransferexclude': '["x"]',
      },
      caps: [
        'source.local',
        'source.local.differ',
        'source.local.excludepatterns',
        'source.local.followpaths',
        'source.local.includepatterns',
        'source.local.metadatatransfer',
        'source.local.sessionid',
        'source.local.sharedkeyhint',
      ],
      hasPlatform: false,
    })
  })

  test('without a session may have an id of its own; empty lists are none', () => {
    const output = local('context', {
      uniqueId: 'u',
      followPaths: [],
      differ: { type: 'metadata', required: false },
    })
    expect(sourceOf(output)).toMatchObject({
      attrs: { 'local.unique': 'u', 'local.differ': 'metadata' },
      caps: ['source.local', 'source.local.unique'],
    })
  })
})

describe('http', () => {
  test('has attributes and capabilities for its options', () => {
    const output = http('https://host/f?x=1', {
      filename: 'f',
      checksum: 'sha256:1',
      perm: 0o100600,
      uid: 1,
      gid: 2,
      authHeaderSecret: 's',
      header: { accept: 'a', userAgent: 'u' },
      signature: { publicKey: 'k', signature: 'g' },
    })
    expect(sourceOf(output)).toEqual({
      identifier: 'https://host/f?x=1',
      attrs: {
        'http.filename': 'f',
        'http.checksum': 'sha256:1',
        'http.perm': '0600',
        'http.uid': '1',
        'http.gid': '2',
        'http.authheadersecret': 's',
        'http.header.accept': 'a',
        'http.header.user-agent': 'u',
        'http.sig.pubkey': 'k',
        'http.sig.signature': 'g',
      },
      caps: [
        'soruce.http.uidgid',
        'source.http',
        'source.http.auth',
        'source.http.checksum',
        'source.http.header',
        'source.http.perm',
        'source.http.signatureverify',
      ],
      hasPlatform: false,
    })
  })
})

describe('git', () => {
  test.each([
    ['https://github.com/a/b.git', {}, 'git://github.com/a/b.git', 'https://github.com/a/b.git'],
    ['github.com/a/b', { ref: 'main' }, 'git://github.com/a/b#main', 'https://github.com/a/b'],
    [
      'http://user@host:80/a/../b?q=1#frag',
      { subdir: 'd' },
      'git://host:80/b#:d',
      'http://user@host:80/a/../b',
    ],
    ['https://host', { ref: 'r', subdir: 'd/e' }, 'git://host/#r:d/e', 'https://host'],
    ['ftp://host/x', {}, 'git://ftp://host/x', 'ftp://host/x'],
  ])('%s with %j is %s', (url, options, identifier, fullUrl) => {
    expect(sourceOf(git(url, options))).toEqual({
      identifier,
      attrs: { ...auth, 'git.fullurl': fullUrl },
      caps: ['source.git', 'source.git.fullurl'],
      hasPlatform: false,
    })
  })

  test('over ssh mounts an agent', () => {
    expect(sourceOf(git('git@host:a/b.git', { knownSshHosts: 'host key' }))).toMatchObject({
      identifier: 'git://host/a/b.git',
      attrs: {
        ...auth,
        'git.fullurl': 'git@host:a/b.git',
        'git.knownsshhosts': 'host key\n',
        'git.mountsshsock': 'default',
      },
      caps: ['source.git', 'source.git.fullurl', 'source.git.knownsshhosts', 'source.git.mountsshsock'],
    })
    expect(sourceOf(git('ssh://git@host/a', { mountSshSock: 'id' })).attrs).toMatchObject({
      'git.mountsshsock': 'id',
    })
  })

  test('has attributes and capabilities for its options', () => {
    const output = git('https://host/a', {
      checksum: 'abc',
      keepGitDir: true,
      skipSubmodules: true,
      mtime: 'commit',
      fetchByCommit: true,
      authTokenSecret: 't',
      authHeaderSecret: 'h',
      advice: true,
      debugCommands: true,
    })
    expect(sourceOf(output)).toMatchObject({
      attrs: {
        'git.checksum': 'abc',
        'git.keepgitdir': 'true',
        'git.skipsubmodules': 'true',
        'git.mtime': 'commit',
        'git.fetchbycommit': 'true',
        'git.authtokensecret': 't',
        'git.authheadersecret': 'h',
        'git.advice': 'true',
        'git.debugcommands': 'true',
      },
      caps: [
        'source.git',
        'source.git.checksum',
        'source.git.debugcommands',
        'source.git.fetchbycommit',
        'source.git.fullurl',
        'source.git.httpauth',
        'source.git.keepgitdir',
        'source.git.mtime',
        'source.git.skipsubmodules',
      ],
    })
  })
})
