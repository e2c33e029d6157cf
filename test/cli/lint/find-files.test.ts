import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findFiles, isDockerfileName } from '../../../src/cli/lint/find-files.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'slipway-find-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

function write(...files: readonly (string | readonly [name: string, text: string])[]): void {
  for (const file of files) {
    const [name, text] = typeof file === 'string' ? [file, ''] : file
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
}
const find = async (...args: readonly string[]) =>
  (await findFiles(args, directory)).map((file) => relative(directory, file))

test.each([
  ['Dockerfile', true],
  ['dockerfile', true],
  ['Containerfile', true],
  ['Dockerfile.dev', true],
  ['Containerfile.ci', true],
  ['web.Dockerfile', true],
  ['web.dockerfile', true],
  ['.Dockerfile', true],
  ['Dockerfile.dockerignore', false],
  ['Dockerfile.containerignore', false],
  ['.dockerignore', false],
  ['Dockerfiles', false],
  ['docker-compose.yml', false],
  ['DOCKERFILE', false],
])('isDockerfileName(%j) is %j', (name, expected) => {
  expect(isDockerfileName(name)).toBe(expected)
})

describe('directories', () => {
  test('are looked through, but for what nobody wrote', async () => {
    write(
      'Dockerfile',
      'a/Containerfile',
      'a/b/x.Dockerfile',
      'a/README.md',
      'node_modules/x/Dockerfile',
      '.git/Dockerfile',
    )
    expect(await find('.')).toEqual(['Dockerfile', 'a/Containerfile', 'a/b/x.Dockerfile'])
    expect(await find('a')).toEqual(['a/Containerfile', 'a/b/x.Dockerfile'])
  })

  test('without a Dockerfile are a mistake', async () => {
    write('a/README.md')
    await expect(find('a')).rejects.toThrow('there is no Dockerfile in a')
  })

  test('that are links are not entered; files that are links are read', async () => {
    write('a/Dockerfile')
    symlinkSync(join(directory, 'a'), join(directory, 'link'))
    symlinkSync(join(directory, 'a/Dockerfile'), join(directory, 'Dockerfile'))
    symlinkSync(join(directory, 'nothing'), join(directory, 'Dockerfile.broken'))
    expect(await find('.')).toEqual(['Dockerfile', 'a/Dockerfile'])
  })
})

describe('.gitignore', () => {
  test('is heeded at every level, exceptions too', async () => {
    write(
      ['.gitignore', 'build/\n*.tmp.Dockerfile\n/a/only\n'],
      ['a/.gitignore', '!keep.tmp.Dockerfile\nDockerfile.local\n'],
      'Dockerfile',
      'build/Dockerfile',
      'x.tmp.Dockerfile',
      'a/keep.tmp.Dockerfile',
      'a/Dockerfile.local',
      'a/only/Dockerfile',
      'b/only/Dockerfile',
    )
    expect(await find('.')).toEqual(['Dockerfile', 'a/keep.tmp.Dockerfile', 'b/only/Dockerfile'])
  })

  test('of the repository holds for a directory in it', async () => {
    write('.git/HEAD', ['.git/info/exclude', 'mine.Dockerfile\n'], ['.gitignore', 'sub/out/\n'])
    write('sub/Dockerfile', 'sub/mine.Dockerfile', 'sub/out/Dockerfile')
    expect(await find('sub')).toEqual(['sub/Dockerfile'])
  })

  test('does not hold for what is named', async () => {
    write('.git/HEAD', ['.gitignore', 'out/\n'], 'out/Dockerfile')
    expect(await find('out/Dockerfile')).toEqual(['out/Dockerfile'])
    expect(await find('out')).toEqual(['out/Dockerfile'])
  })
})

describe('files and patterns', () => {
  test('any file that is named is taken, each once', async () => {
    write('weird.txt', 'Dockerfile')
    expect(await find('weird.txt', '.', 'Dockerfile')).toEqual(['weird.txt', 'Dockerfile'])
  })

  test('patterns take what matches', async () => {
    write('a/x.docker', 'a/b/y.docker', 'a/b/z.txt', 'c/x.docker', 'a/Dockerfile.dockerignore', 'a/[odd]')
    expect(await find('a/**/*.docker')).toEqual(['a/b/y.docker', 'a/x.docker'])
    expect(await find('*/{x,y}.docker')).toEqual(['a/x.docker', 'c/x.docker'])
    expect(await find('a/[odd]')).toEqual(['a/[odd]'])
  })

  test.each([
    ['nothing', 'there is no file nothing'],
    ['nothing/*', 'no file matches nothing/*'],
    ['*.none', 'no file matches *.none'],
  ])('%s is a mistake', async (argument, message) => {
    await expect(find(argument)).rejects.toThrow(message)
  })
})
