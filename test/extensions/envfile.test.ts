import { describe, expect, test } from 'vitest'
import { parseEnvFile } from '../../src/extensions/envfile/parse-env-file.ts'
import { createSourceFile } from '../../src/index.ts'
import { built, compileWith } from './compile.ts'

const parse = (text: string) => parseEnvFile(createSourceFile('x.env', text))

describe('the file', () => {
  test.each([
    [
      'A=1\nB=2',
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    ['# comment\n\n  \n\t# more\r\nA=1\r\n', [['A', '1']]],
    ['export A=1', [['A', '1']]],
    ['A = 1 2  # comment', [['A', '1 2']]],
    ['A=1#2', [['A', '1#2']]],
    ['A=', [['A', '']]],
    ['A=#x', [['A', '']]],
    ["A='1 # \\n $B' # c", [['A', '1 # \\n $B']]],
    ['A="1\\n\\"2\\" $B"', [['A', '1\n"2" $B']]],
    ['A=$B', [['A', '$B']]],
  ])('%j', (text, pairs) => {
    expect(parse(text)).toEqual(pairs)
  })

  test.each([['A'], ['=1'], ['A B=1'], ['A="1'], ["A='1' 2"]])('%j is refused', (text) => {
    expect(() => parse(`OK=1\n${text}\n`)).toThrow()
  })
})

describe('ENVFILE', () => {
  const files = { 'a.env': 'A=1\nPORT=80\n', 'ci.env': 'A=2\n', 'bad.env': 'A=1\nTOKEN hunter2\n' }

  test('sets variables of the image, later files going before earlier ones', async () => {
    const { image } = await built('envfile', 'FROM alpine\nARG N=ci\nENVFILE a.env $N.env\nENV B=$A$PORT\n', {
      files,
    })
    expect(image?.config.env?.slice(1)).toEqual(['A=2', 'PORT=80', 'B=280'])
    expect(image?.history.at(-2)?.createdBy).toBe('ENVFILE a.env ci.env')
  })

  test('--build-only sets them for the stage alone', async () => {
    const { image, ops } = await built(
      'envfile',
      'FROM alpine\nENVFILE --build-only a.env\nRUN x\nLABEL p=$PORT\n',
      { files },
    )
    expect(image?.config.env).toHaveLength(1)
    expect(image?.config.labels?.get('p')).toBe('80')
    expect(JSON.stringify(ops)).toContain('PORT=80')
  })

  test('--optional does without a file', async () => {
    const { image } = await built('envfile', 'FROM alpine\nENVFILE --optional x.env a.env\n', { files })
    expect(image?.config.env).toContain('A=1')
  })

  test('--from reads a named context', async () => {
    const contexts = { shared: { 'a.env': 'A=shared\n' } }
    const { image } = await built('envfile', 'FROM alpine\nENVFILE --from=shared a.env\n', {
      files,
      contexts,
    })
    expect(image?.config.env).toContain('A=shared')
  })

  test('a file that is missing is told of at the instruction', async () => {
    const { error, excerpt } = await compileWith('envfile', 'FROM alpine\nENVFILE x.env\n', { files })
    expect(error?.message).toContain('failed to read the ENVFILE x.env')
    expect(excerpt).toContain('>>> ENVFILE x.env')
  })

  test('a line that is wrong is told of in the file', async () => {
    const { error, excerpt } = await compileWith('envfile', 'FROM alpine\nENVFILE bad.env\n', { files })
    expect(error?.message).toBe('a line of an ENVFILE must be of the form NAME=value')
    expect(excerpt).toContain('bad.env:2')
  })
})
