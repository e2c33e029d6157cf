import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { defineFrontend, defineInstruction } from '../../src/api.ts'
import { compileDockerfile, loadFrontend } from '../../src/testing/index.ts'

/** `VERSIONFILE PATH` takes the version of the image from a file of the stage. */
const versionFile = defineInstruction({
  name: 'VERSIONFILE',
  step: false,
  async convert({ text }, stage) {
    const file = await stage.reader.readFileOf(stage.output, text)
    stage.image.labels.set('version', file.text.trim())
  },
})
const frontend = defineFrontend({ name: 'mine', instructions: [versionFile] })

describe('results of build steps', () => {
  const dockerfile = 'FROM alpine\nCOPY notes.txt /src/\nRUN make\nVERSIONFILE /out/version\n'

  test('are what a test says that commands have left', async () => {
    const { error, image } = await compileDockerfile(dockerfile, {
      frontend,
      files: { 'notes.txt': 'n' },
      results: { 'RUN make': { files: { 'out/version': '1.2\n' } } },
    })
    expect(error?.message).toBeUndefined()
    expect(image?.config.labels?.get('version')).toBe('1.2')
  })

  test.each([
    ['what was copied before the command', '/src/notes.txt', 'n'],
    ['what was copied from another stage', '/copied/version', '1.2'],
    ['what a here-document writes', '/etc/inline', 'text'],
  ])('and %s', async (_name, path, expected) => {
    const text = [
      'FROM alpine AS build',
      'RUN make',
      'FROM alpine',
      'COPY notes.txt /src/',
      'COPY --from=build /out/ /copied/',
      'COPY <<END /etc/inline',
      'text',
      'END',
      'RUN true',
      `VERSIONFILE ${path}`,
      '',
    ].join('\n')
    const { error, image } = await compileDockerfile(text, {
      frontend,
      files: { 'notes.txt': 'n' },
      results: { 'RUN make': { files: { 'out/version': '1.2\n' } }, 'RUN true': { files: {} } },
    })
    expect(error?.message).toBeUndefined()
    expect(image?.config.labels?.get('version')).toBe(expected)
  })

  test('that nobody told are an error that names the step', async () => {
    const { error } = await compileDockerfile(dockerfile, { frontend, files: { 'notes.txt': 'n' } })
    expect(error?.message).toContain('the files of RUN make cannot be read without an engine')
  })

  test('may be a failure', async () => {
    const message = 'process "/bin/sh -c make" did not complete successfully: exit code: 2'
    const results = { 'RUN make': { error: message } }
    const { error } = await compileDockerfile(dockerfile, { frontend, files: { 'notes.txt': 'n' }, results })
    expect(error?.message).toContain(message)
  })

  test('have no file that was not told', async () => {
    const results = { 'RUN make': { files: { 'out/other': '' } } }
    const { error } = await compileDockerfile(dockerfile, { frontend, files: { 'notes.txt': 'n' }, results })
    expect(error?.message).toContain('no such file')
  })
})

describe('several platforms', () => {
  test('are all in the result, each with its image', async () => {
    const { platforms, steps, image } = await compileDockerfile(
      'FROM alpine\nARG TARGETARCH\nRUN echo $TARGETARCH\n',
      {
        platform: 'linux/amd64,linux/arm64',
        images: { alpine: ({ architecture }) => ({ config: { user: `of-${architecture}` } }) },
      },
    )
    expect(
      platforms.map(({ platform, image: { config } = { config: {} } }) => [platform, config.user]),
    ).toEqual([
      ['linux/amd64', 'of-amd64'],
      ['linux/arm64', 'of-arm64'],
    ])
    expect(steps).toEqual(platforms[0]?.steps)
    expect(image?.architecture).toBe('amd64')
    expect(platforms[1]?.ops.at(-1)?.op).toMatchObject({ platform: { Architecture: 'arm64' } })
  })

  test('one has its name', async () => {
    const { platforms } = await compileDockerfile('FROM scratch\n', { platform: 'linux/riscv64' })
    expect(platforms.map(({ platform }) => platform)).toEqual(['linux/riscv64'])
  })
})

test('a registry may refuse an image', async () => {
  const { error, excerpt, platforms } = await compileDockerfile('FROM scratch\nFROM example.org/a:1\n', {
    failures: { 'example.org/a:1': 'pull access denied' },
  })
  expect(error).toMatchObject({ code: 'daemon', message: expect.stringContaining('pull access denied') })
  expect(excerpt).toContain('>>> FROM example.org/a:1')
  expect(platforms).toEqual([])
})

describe('loadFrontend', () => {
  const load = async (text: string, asUrl = false) => {
    const directory = mkdtempSync(join(tmpdir(), 'slipway-testing-'))
    const file = join(directory, 'frontend.ts')
    writeFileSync(file, text)
    try {
      return await loadFrontend(asUrl ? pathToFileURL(file) : file)
    } finally {
      rmSync(directory, { recursive: true })
    }
  }

  test('gives what a file defines', async () => {
    expect(await load("export default { name: 'a' as string }")).toEqual({ name: 'a' })
    expect(await load("export default { name: 'a' }", true)).toEqual({ name: 'a' })
    expect(await load("export default [{ name: 'a' }, { name: 'b' }]")).toMatchObject({
      use: [{ name: 'a' }, { name: 'b' }],
    })
  })

  test('refuses what the image refuses', async () => {
    await expect(load("import 'node:fs'\nexport default { name: 'a' }")).rejects.toThrow(
      'frontend.ts:1: an extension cannot use node:fs',
    )
    await expect(load('export default { name: process.cwd() }')).rejects.toThrow(/frontend\.ts:1: /)
  })
})
