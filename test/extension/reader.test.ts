import { describe, expect, test } from 'vitest'
import { type BuildReader, defineFrontend, defineInstruction } from '../../src/index.ts'
import { compileDockerfile } from '../../src/testing/index.ts'

/** What an instruction finds out. */
async function found<Answer>(look: (reader: BuildReader) => Promise<Answer>, options: object = {}) {
  let answer: Answer | undefined
  const instruction = defineInstruction({
    name: 'LOOK',
    async convert(_, stage) {
      answer = await look(stage.reader)
      stage.commit('LOOK')
    },
  })
  const { error } = await compileDockerfile('FROM alpine\nLOOK\n', {
    frontend: defineFrontend({ name: 'm', instructions: [instruction] }),
    files: {
      'src/a.go': 'a',
      'src/deep/b.go': 'bb',
      'src/deep/c.txt': '',
      'top.go': '',
      'secret/key': 'k',
      '.dockerignore': 'secret\n',
    },
    contexts: { shared: { 'x/y.go': '1' } },
    ...options,
  })
  return error ?? answer
}

describe('the reader', () => {
  test('tells what there is at a path', async () => {
    expect(await found((reader) => reader.stat('src/deep/b.go'))).toMatchObject({
      path: 'src/deep/b.go',
      type: 'file',
      size: 2,
      mode: 0o644,
    })
    expect(await found((reader) => reader.stat('/src/'))).toMatchObject({ path: 'src', type: 'directory' })
    expect(
      await found(async (reader) => [await reader.stat('nothing'), await reader.stat('secret/key')]),
    ).toEqual([undefined, undefined])
    expect(await found((reader) => reader.stat('x/y.go', 'shared'))).toMatchObject({ type: 'file' })
  })

  test('lists directories, and finds what a pattern matches', async () => {
    const names = async (list: Promise<readonly { path: string }[]>) => (await list).map(({ path }) => path)
    expect(await found((reader) => names(reader.readDir('src')))).toEqual(['a.go', 'deep'])
    expect(await found((reader) => names(reader.readDir('nothing')))).toEqual([])
    expect(await found((reader) => names(reader.glob('src/*.go')))).toEqual(['src/a.go'])
    expect(await found((reader) => names(reader.glob('**/*.go')))).toEqual([
      'src/a.go',
      'src/deep/b.go',
      'top.go',
    ])
    expect(await found((reader) => names(reader.glob('*')))).toEqual(['.dockerignore', 'src', 'top.go'])
    expect(await found((reader) => names(reader.glob('src/deep/c.txt')))).toEqual(['src/deep/c.txt'])
    expect(await found((reader) => names(reader.glob('x/?.go', 'shared')))).toEqual(['x/y.go'])
  })

  test('knows what the ignore file leaves out', async () => {
    expect(
      await found(async (reader) => [
        await reader.isIgnored('secret/key'),
        await reader.isIgnored('/src/a.go'),
      ]),
    ).toEqual([true, false])
    expect(await found((reader) => reader.readFile('secret/key'))).toMatchObject({
      message: expect.stringContaining('it is excluded by .dockerignore'),
    })
  })

  test('a context that there is not is refused', async () => {
    expect(await found((reader) => reader.glob('*', 'nobody'))).toMatchObject({
      message: 'there is no named context nobody',
    })
  })
})
