import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { build, tryBuild } from './build.ts'
import { type GitRepository, makeRepository } from './git-repository.ts'
import { type HttpServer, startHttpServer } from './http-server.ts'
import { firstLine, syntaxImage } from './syntax-image.ts'
import { writeTar } from './tar.ts'
import { layOut } from './workspace.ts'

const dockerfile = `${firstLine('ours')}FROM slipway-test/busybox\nCOPY . /src/\n`
let repository: GitRepository
let server: HttpServer

beforeAll(async () => {
  repository = await makeRepository('app', [
    {
      Dockerfile: dockerfile,
      'version.txt': '1\n',
      'sub/Dockerfile': dockerfile,
      'sub/version.txt': 'sub 1\n',
    },
    { 'version.txt': '2\n', 'sub/version.txt': 'sub 2\n' },
  ])
  const archive = {
    Dockerfile: dockerfile,
    'version.txt': 'archived\n',
    'ignored.txt': '',
    '.dockerignore': 'ignored.txt',
  }
  server = await startHttpServer(
    {
      'context.tar': writeTar(archive),
      'context.tar.gz': gzipSync(writeTar(archive)),
      'context.tar.zst': zstdCompressSync(writeTar(archive)),
      'just/Dockerfile': `${firstLine('ours')}FROM slipway-test/busybox\nRUN echo alone > /out\n`,
    },
    repository.root,
  )
})

describe('a git context', () => {
  it.each([
    ['', '2\n'],
    ['#v1', '1\n'],
    ['#next', '2\n'],
    ['#main:sub', 'sub 2\n'],
    ['#v1:sub', 'sub 1\n'],
    ['#:sub', 'sub 2\n'],
  ])('is built from app.git%s', async (fragment, version) => {
    const { layout } = await build({ context: `${server.url}/app.git${fragment}` })
    expect(layout.image.text('src/version.txt')).toBe(version)
    expect(layout.image.has('src/.git')).toBe(false)
  })

  it('is built from a commit', async () => {
    const [first = ''] = repository.commits
    const { layout } = await build({ context: `${server.url}/app.git#${first}` })
    expect(layout.image.text('src/version.txt')).toBe('1\n')
  })

  it('keeps its .git directory where that is asked for', async () => {
    const { layout } = await build({
      context: `${server.url}/app.git`,
      args: ['--build-arg=BUILDKIT_CONTEXT_KEEP_GIT_DIR=1'],
    })
    expect(layout.image.has('src/.git/HEAD')).toBe(true)
  })

  it('is what ADD takes as well', async () => {
    const { layout } = await build({
      dockerfile: `FROM slipway-test/busybox\nADD ${server.url}/app.git#v1:sub /added/\nADD --keep-git-dir=true ${server.url}/app.git /kept/\n`,
    })
    expect(layout.image.text('added/version.txt')).toBe('sub 1\n')
    expect(layout.image.has('added/.git')).toBe(false)
    expect(layout.image.has('kept/.git/HEAD')).toBe(true)
  })
})

describe('an http context', () => {
  it.each(['context.tar', 'context.tar.gz'])('is built from %s', async (path) => {
    const { layout } = await build({ context: `${server.url}/${path}` })
    expect(layout.image.text('src/version.txt')).toBe('archived\n')
  })

  // The engine's own frontend, which would look for the syntax line, may be too old to know zstd.
  it.skipIf(syntaxImage === undefined)('is built from context.tar.zst', async () => {
    const { layout } = await build({ context: `${server.url}/context.tar.zst`, chosenBy: 'build argument' })
    expect(layout.image.text('src/version.txt')).toBe('archived\n')
  })

  it('may be a Dockerfile alone', async () => {
    const { layout } = await build({ context: `${server.url}/just/Dockerfile` })
    expect(layout.image.text('out')).toBe('alone\n')
  })
})

describe('a local context', () => {
  it('heeds .dockerignore, and the ignore file of the Dockerfile before it', async () => {
    const context = layOut({
      '.dockerignore': 'a.txt\n',
      'other.Dockerfile': dockerfile,
      'other.Dockerfile.dockerignore': '*\n!keep\n!a.txt\nkeep/not.txt\n',
      Dockerfile: dockerfile,
      'a.txt': '',
      'b.txt': '',
      'keep/yes.txt': '',
      'keep/not.txt': '',
    })
    const plain = await build({ context })
    expect(plain.layout.image.has('src/a.txt')).toBe(false)
    expect(plain.layout.image.has('src/b.txt')).toBe(true)
    const other = await build({ context, args: ['-f', join(context, 'other.Dockerfile')] })
    expect(other.layout.image.has('src/a.txt')).toBe(true)
    expect(other.layout.image.has('src/b.txt')).toBe(false)
    expect(other.layout.image.has('src/keep/yes.txt')).toBe(true)
    expect(other.layout.image.has('src/keep/not.txt')).toBe(false)
  })

  it('takes a lower-case dockerfile', async () => {
    const { layout } = await build({ context: { dockerfile, 'a.txt': 'a\n' } })
    expect(layout.image.text('src/a.txt')).toBe('a\n')
  })

  it('says so where there is no Dockerfile', async () => {
    const { code, stderr } = await tryBuild({ context: {}, output: 'none', progress: 'plain' })
    expect(code).toBe(1)
    expect(stderr).toContain('failed to read dockerfile: open Dockerfile: no such file or directory')
  })
})
