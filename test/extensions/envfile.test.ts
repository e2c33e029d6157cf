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
    [
      'A="1\n 2 # no comment\n"\nB=3',
      [
        ['A', '1\n 2 # no comment\n'],
        ['B', '3'],
      ],
    ],
    [
      "A='-----BEGIN-----\r\nabc\r\n-----END-----' # c\r\nB=1\r\n",
      [
        ['A', '-----BEGIN-----\nabc\n-----END-----'],
        ['B', '1'],
      ],
    ],
    [
      'A="1\\\\"\nB="2"',
      [
        ['A', '1\\'],
        ['B', '2'],
      ],
    ],
  ])('%j', (text, pairs) => {
    expect(parse(text)).toEqual(pairs)
  })

  test.each([['A'], ['=1'], ['A B=1'], ['A="1'], ["A='1' 2"], ['A="1\n2'], ['A="1\n2" 3'], ["A='1\nB='2'"]])(
    '%j is refused',
    (text) => {
      expect(() => parse(`OK=1\n${text}\n`)).toThrow()
    },
  )
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
    // Any of it may be secret.
    expect(excerpt).not.toMatch(/A=1|TOKEN|hunter2/)
    expect(JSON.stringify(error?.details.map(({ value }) => new TextDecoder().decode(value)))).not.toMatch(
      /hunter2|aHVudGVyM/,
    )
  })

  test('a variable that sounds like a secret is found in its place, which shows no value', async () => {
    const secret = { 'app.env': 'A=visible\nDB_PASSWORD="hunter2\nand more"\nB=1\n' }
    const text = 'FROM alpine\nENVFILE app.env\nRUN x\n'
    const { warnings } = await built('envfile', text, { files: secret })
    expect(warnings).toEqual([
      'SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (ENVFILE "DB_PASSWORD") (line 2 of app.env, included in line 3)',
    ])
    const { error, excerpt } = await compileWith('envfile,no-secrets', text, { files: secret })
    expect(error?.message).toBe(
      'policy no-secrets: ENVFILE DB_PASSWORD sounds like a secret, and would be kept in the image',
    )
    expect(excerpt).toContain('app.env:2')
    expect(excerpt).toContain('>>> DB_PASSWORD=****')
    expect(excerpt).toContain('>>> ENVFILE app.env')
    expect(excerpt).not.toMatch(/hunter2|visible|and more/)
    const only = 'FROM alpine\nENVFILE --build-only app.env\nRUN x\n'
    expect((await compileWith('envfile,no-secrets', only, { files: secret })).error?.code).toBe('policy')
    const excepted = 'FROM alpine\n# check=skip=SecretsUsedInArgOrEnv\nENVFILE app.env\nRUN x\n'
    const fine = await compileWith('envfile,no-secrets', excepted, { files: secret })
    expect([fine.error, fine.warnings]).toEqual([undefined, []])
  })

  test('a file that the ignore file leaves out is told of as such', async () => {
    const ignored = { '.dockerignore': '.env\nconf\n', '.env': 'A=1\n', 'conf/x.env': 'A=1\n' }
    for (const path of ['.env', 'conf/x.env']) {
      const { error, warnings } = await compileWith('envfile', `FROM alpine\nENVFILE ${path}\n`, {
        files: ignored,
      })
      expect(error?.message).toContain(`failed to read the ENVFILE ${path}: `)
      expect(error?.message).toContain('it is excluded by .dockerignore')
      expect(warnings).toEqual([
        `CopyIgnoredFile: Attempting to Read file "${path}" that is excluded by .dockerignore (line 3)`,
      ])
    }
    const optional = await built('envfile', 'FROM alpine\nENVFILE --optional .env\nRUN x\n', {
      files: ignored,
    })
    expect(optional.warnings).toEqual([
      'CopyIgnoredFile: Attempting to Read file ".env" that is excluded by .dockerignore (line 3)',
    ])
  })
})
