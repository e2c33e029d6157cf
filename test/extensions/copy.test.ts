import { describe, expect, test } from 'vitest'
import { built, compileWith, digestsOf } from './compile.ts'

describe('COPY --optional', () => {
  const files = { 'a.txt': '', '.npmrc': '', 'conf/app.ini': '', 'conf/sub/x': '', '[odd].txt': '' }
  const text = (line: string) => `FROM scratch\n${line}\n`
  const digests = async (extension: string, line: string) =>
    digestsOf(await built(extension, text(line), { files }))

  test.each([
    ['a.txt /', 'a.txt /'],
    ['a.txt missing /x/', 'a.txt /x/'],
    ['./.npmrc no/such/dir/x conf/app.ini /x/', './.npmrc conf/app.ini /x/'],
    ['*.txt no/*.txt conf/*.ini /x/', '*.txt conf/*.ini /x/'],
    ['[[]odd].txt /', '[[]odd].txt /'],
    ['conf /two', 'conf /two'],
    ['. /', '. /'],
    ['--chown=1:2 --chmod=600 a.txt missing /x/', '--chown=1:2 --chmod=600 a.txt /x/'],
    // One that is left is not made the directory of all.
    ['a.txt missing /x', 'a.txt /x/'],
    ['a.txt conf/app.ini /x', 'a.txt conf/app.ini /x/'],
  ])('COPY --optional %s copies what COPY %s does', async (optional, plain) => {
    const actionsOf = async (extension: string, line: string) =>
      (await built(extension, text(line), { files })).ops.map(({ op }) => op).at(-1)
    const { file } = (await actionsOf('copy-optional', `COPY --optional ${optional}`)) as { file: unknown }
    const { file: expected } = (await actionsOf('', `COPY ${plain}`)) as { file: unknown }
    expect(file).toEqual(expected)
  })

  test('where nothing is there, the directory of the destination is made', async () => {
    const { ops, error } = await compileWith(
      'copy-optional',
      text('COPY --optional --chown=1:2 no nor/that /a/b/'),
      { files },
    )
    expect(error).toBeUndefined()
    expect(ops.at(-1)?.op).toMatchObject({
      file: { actions: [{ mkdir: { path: '/a/b', makeParents: true } }] },
    })
    expect(JSON.stringify(ops.at(-1)?.op)).toContain('"owner"')
  })

  test('what the ignore file leaves out is not there, and found', async () => {
    const ignored = { ...files, '.dockerignore': 'a.txt\n' }
    const { warnings, error } = await compileWith('copy-optional', text('COPY --optional a.txt /'), {
      files: ignored,
    })
    expect(error).toBeUndefined()
    expect(warnings).toEqual([expect.stringContaining('Attempting to Copy file "a.txt"')])
  })

  test('a named context is looked at as well', async () => {
    const contexts = { shared: { 'x/y': '' } }
    const { ops } = await built('copy-optional', text('COPY --optional --from=shared x/y x/z /d/'), {
      contexts,
    })
    const copied = JSON.stringify(ops.at(-1)?.op).match(/"src":"[^"]*"/g)
    expect(copied).toEqual(['"src":"/x/y"'])
  })

  test('a stage that is made from a named context is no context', async () => {
    const contexts = { base: { 'x/y': '' } }
    const line = 'FROM base AS s\nRUN x\nFROM scratch\nCOPY --optional --from=s /x/y /d/\n'
    const { ops } = await built('copy-optional', line, { contexts })
    expect(JSON.stringify(ops.at(-1)?.op)).toContain('"src":"/x/[y]"')
  })

  test('--parents needs no path either', async () => {
    const { ops } = await built(
      'copy-optional',
      text('COPY --optional --parents a/b/c no/./x conf/./sub /'),
      { files },
    )
    expect(JSON.stringify(ops)).not.toContain('requiredPaths')
    expect(JSON.stringify(ops.at(-1)?.op).match(/"src":"[^"]*"/g)).toEqual(['"src":"/"', '"src":"/conf"'])
  })

  test('of a stage or an image, a path is a pattern in a directory that is there', async () => {
    const from = 'FROM alpine AS s\nRUN x\nFROM scratch\n'
    const { ops } = await built(
      'copy-optional',
      `${from}COPY --optional --from=s /lib/plug/f.so /g ^x conf/*.ini /opt\n`,
    )
    const mkdirs = JSON.stringify(ops).match(/"mkdir":\{"path":"[^"]*"/g)
    expect(mkdirs).toEqual(['"mkdir":{"path":"/lib/plug"', '"mkdir":{"path":"/conf"'])
    expect(JSON.stringify(ops.at(-1)?.op).match(/"src":"(?:[^"\\]|\\.)*"/g)).toEqual([
      '"src":"/lib/plug/[f].so"',
      '"src":"/[g]"',
      '"src":"/[\\\\^]x"',
      '"src":"/conf/*.ini"',
    ])
    const { error } = await compileWith(
      'copy-optional',
      'FROM scratch\nCOPY --optional --from=nowhere:1 /a /b\n',
    )
    expect(error).toBeUndefined()
  })

  test('without the flag, and for whoever only asks, everything is as with COPY', async () => {
    expect(await digests('copy-optional', 'COPY --optional=false a.txt /')).toEqual(
      await digests('', 'COPY a.txt /'),
    )
    const outline = await compileWith('copy-optional', text('COPY --optional no /'), {
      options: { requestid: 'frontend.outline' },
    })
    expect(outline.error).toBeUndefined()
  })
})

describe('COPY --from=$VAR', () => {
  const text = (from: string) =>
    `ARG GLOBAL=one\nFROM alpine AS one\nRUN 1\nFROM alpine AS two\nRUN 2\nFROM alpine\nARG LOCAL=tw\nARG GLOBAL\nCOPY --from=${from} /a /b\n`

  test.each([
    ['$GLOBAL', 'one'],
    ['${LOCAL}o', 'two'],
    ['${UNKNOWN:-one}', 'one'],
    ['${UNKNOWN:-1}', '1'],
    ['alpine:$GLOBAL', 'alpine:one'],
  ])('%s is %s', async (written, meant) => {
    expect(digestsOf(await built('copy-from', text(written)))).toEqual(
      digestsOf(await built('', text(meant))),
    )
  })

  test('build args count', async () => {
    const options = { buildArgs: { LOCAL: 'one' } }
    const compiled = await built('copy-from', text('$LOCAL'), options)
    expect(digestsOf(compiled)).toEqual(digestsOf(await built('', text('one'))))
  })

  test('nothing is refused', async () => {
    const { error, excerpt } = await compileWith('copy-from', text('$NOTHING'))
    expect(error?.message).toBe('COPY --from=$NOTHING names nothing: no arg above has a value')
    expect(excerpt).toContain('>>> COPY --from=$NOTHING')
  })
})
