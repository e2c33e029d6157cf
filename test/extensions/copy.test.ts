import { describe, expect, test } from 'vitest'
import { built, compileWith, digestsOf } from './compile.ts'

describe('COPY --optional', () => {
  const sourcesOf = async (line: string) => {
    const { ops } = await built('copy-optional', `FROM scratch\n${line}\n`)
    const [copy] = ops.filter(({ op }) => 'file' in op)
    return JSON.stringify(copy?.op).match(/"src":"(?:[^"\\]|\\.)*"/g)
  }

  test.each([
    ['COPY --optional a.txt /', ['"src":"/[a].txt"']],
    ['COPY --optional .npmrc conf/app.ini /x/', ['"src":"/[.]npmrc"', '"src":"/[c]onf/app.ini"']],
    ['COPY --optional *.txt /', ['"src":"/*.txt"']],
    ['COPY --optional conf/*.txt /', ['"src":"/[c]onf/*.txt"']],
    ['COPY --optional ^x -y /z/', ['"src":"/[\\\\^]x"', '"src":"/[\\\\-]y"']],
    ['COPY --optional=false a.txt /', ['"src":"/a.txt"']],
  ])('%s', async (line, sources) => {
    expect(await sourcesOf(line)).toEqual(sources)
  })

  test('--parents needs no path either', async () => {
    const { ops } = await built('copy-optional', 'FROM scratch\nCOPY --optional --parents a/b/c /\n')
    expect(JSON.stringify(ops)).not.toContain('requiredPaths')
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
