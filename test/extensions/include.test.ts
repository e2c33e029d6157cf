import { describe, expect, test } from 'vitest'
import { include } from '../../src/extensions/index.ts'
import { defineFrontend } from '../../src/index.ts'
import { compileDockerfile } from '../../src/testing/index.ts'
import { built, compileWith, digestsOf } from './compile.ts'

test('a path is relative to the file that includes', async () => {
  const files = {
    'docker/base': 'FROM alpine AS base\nINCLUDE parts/tools\nINCLUDE /docker/parts/more\n',
    'docker/parts/tools': 'RUN tools\nINCLUDE ../last\n',
    'docker/parts/more': 'RUN more\n',
    'docker/last': 'RUN last\n',
  }
  const { steps, definition } = await built('include', 'INCLUDE docker/base\nFROM base\nRUN own\n', { files })
  expect(steps.slice(1)).toEqual([
    '[base 2/4] RUN tools',
    '[base 3/4] RUN last',
    '[base 4/4] RUN more',
    '[stage-1 1/1] RUN own',
  ])
  const names = definition?.source?.infos.map(({ filename }) => filename)
  expect(new Set(names)).toEqual(
    new Set(['Dockerfile', 'docker/base', 'docker/parts/tools', 'docker/parts/more', 'docker/last']),
  )
})

test('what is included builds as if it stood there', async () => {
  const args = 'ARG V=3\nARG W=$V\n'
  const stage = 'FROM alpine:$V AS b\nARG W\nRUN echo $W\n'
  const plain = await built('', `${args}${stage}FROM alpine\nARG V\nCOPY --from=b / /x$V\n`)
  const text = 'INCLUDE args\nINCLUDE stage\nFROM alpine\nARG V\nCOPY --from=b / /x$V\n'
  const included = await built('include', text, { files: { args, stage } })
  expect(digestsOf(included)).toEqual(digestsOf(plain))
  expect(included.steps).toEqual(plain.steps)
  expect(included.image).toEqual(plain.image)
})

test('args in front of the first FROM may be part of the address', async () => {
  const files = { 'ci/base': 'FROM alpine\nRUN ci\n' }
  const { steps } = await built('include', 'ARG KIND=dev\nINCLUDE $KIND/base\n', {
    files,
    buildArgs: { KIND: 'ci' },
  })
  expect(steps.at(-1)).toBe('[2/2] RUN ci')
})

test('--from names a context, relative to which the included file includes', async () => {
  const contexts = { shared: { 'd/a': 'FROM alpine\nINCLUDE b\n', 'd/b': 'RUN shared\n' } }
  const { steps, definition } = await built('include', 'INCLUDE --from=shared d/a\n', { contexts })
  expect(steps.at(-1)).toBe('[2/2] RUN shared')
  expect(definition?.source?.infos.map(({ filename }) => filename)).toContain('shared:d/b')
  const own = await built('include', 'INCLUDE --from=context a\n', { files: { a: 'FROM alpine\nRUN own\n' } })
  expect(own.steps.at(-1)).toBe('[2/2] RUN own')
})

test('a repository brings all of its files', async () => {
  const sources = {
    'git://example.org/images.git#v3': { 'node/base': 'FROM alpine\nINCLUDE ../tools\n', tools: 'RUN git\n' },
  }
  const text = 'INCLUDE https://user:hunter2@example.org/images.git#v3:node/base\n'
  const { steps, definition } = await built('include', text, { sources })
  expect(steps.at(-1)).toBe('[2/2] RUN git')
  const names = definition?.source?.infos.map(({ filename }) => filename)
  expect(names).toContain('https://example.org/images.git#v3:tools')
})

test('a download may include what lies beside it', async () => {
  const sources = {
    'https://example.org/d/base?token=hunter2': { Dockerfile: 'FROM alpine\nINCLUDE tools\n' },
    'https://example.org/d/tools': { Dockerfile: 'RUN http\nRUM\n' },
  }
  const text = 'INCLUDE https://example.org/d/base?token=hunter2\n'
  const { error, excerpt } = await compileWith('include', text, { sources })
  expect(error?.message).toBe(
    'https://example.org/d/tools: parse error on line 2: unknown instruction: RUM (did you mean RUN?)',
  )
  expect(excerpt).toContain('https://example.org/d/tools:2')
  // What stands in the user's own file is shown as it stands there, and nowhere else.
  const elsewhere = excerpt.split('\n').filter((line) => !line.includes('>>> INCLUDE https:'))
  expect(JSON.stringify([error?.message, elsewhere])).not.toContain('hunter2')
})

test('an error while it is converted shows the line in its own file', async () => {
  const files = { part: '# a part\nRUN fine\nCOPY --from=nowhere\\\n /a /b\nCOPY --chmod=999 /a /b\n' }
  const { error, excerpt } = await compileWith('include', 'FROM alpine\nINCLUDE part\n', { files })
  expect(error?.message).toContain('invalid chmod parameter')
  expect(excerpt).toContain('part:5')
  expect(excerpt).toContain('>>> COPY --chmod=999 /a /b')
})

test.each([
  ['INCLUDE', {}, 'INCLUDE requires exactly one argument'],
  ['INCLUDE $NOTHING', {}, '$NOTHING in $NOTHING has no value here'],
  ['INCLUDE missing', {}, 'failed to include missing: '],
  [
    'INCLUDE ../up',
    {},
    'failed to include ../up: ../up lies outside of the files that Dockerfile is part of',
  ],
  ['INCLUDE --from=nobody a', {}, 'failed to include a: there is no named context nobody'],
  ['INCLUDE --checksum=sha256:0 a', {}, '--checksum is for downloads and repositories'],
  ['INCLUDE https://example.org/x.git', {}, 'the file in the repository is missing: URL#REF:PATH'],
])('%s is refused', async (line, files, message) => {
  const { error, excerpt } = await compileWith('include', `FROM alpine\n${line}\nFROM alpine\n`, { files })
  expect(error?.message).toContain(message)
  expect(excerpt).toContain(`>>> ${line}`)
})

test('files that include each other are refused where the circle closes', async () => {
  const files = { a: 'RUN a\nINCLUDE b\n', b: 'INCLUDE a\n' }
  const { error, excerpt } = await compileWith('include', 'FROM alpine\nINCLUDE a\n', { files })
  expect(error?.message).toBe('files include each other in a circle: a -> b -> a')
  expect(excerpt).toContain('b:1')
  const self = await compileWith('include', 'FROM alpine\nINCLUDE Dockerfile\n')
  expect(self.error?.message).toBe('files include each other in a circle: Dockerfile -> Dockerfile')
})

test('files that get ever deeper are refused', async () => {
  const names = Array.from({ length: 70 }, (_, depth) => `f${depth}`)
  const files = Object.fromEntries(names.map((name, depth) => [name, `INCLUDE f${depth + 1}\n`]))
  const { error } = await compileWith('include', 'FROM alpine\nINCLUDE f0\n', { files })
  expect(error?.message).toContain('INCLUDE goes deeper than 64 files')
})

test.each([
  ['FROM alpine AS a\nONBUILD INCLUDE x\nFROM a\n'],
  ['FROM alpine\nONBUILD include x\n'],
  ['FROM alpine\nINCLUDE part\n'],
])('it cannot be a trigger: %j', async (text) => {
  const files = { part: 'ONBUILD INCLUDE x\n' }
  const { error, excerpt } = await compileWith('include', text, { files })
  expect(error?.message).toBe("INCLUDE isn't allowed as an ONBUILD trigger")
  expect(excerpt.toUpperCase()).toContain('>>> ONBUILD INCLUDE X')
})

describe('variables of the address', () => {
  const files = {
    'base.Dockerfile': 'RUN plain\n',
    'base-dev.Dockerfile': 'RUN dev\n',
    'base-ci.Dockerfile': 'RUN ci\n',
  }
  const last = async (text: string, buildArgs = {}) => {
    const { steps, error } = await compileWith('include', text, { files, buildArgs })
    return error?.message ?? steps.at(-1)
  }

  test.each([
    ['FROM alpine\nARG KIND=-dev\nINCLUDE base${KIND}.Dockerfile\n', {}, '[2/2] RUN dev'],
    ['FROM alpine\nARG KIND=-dev\nINCLUDE base${KIND}.Dockerfile\n', { KIND: '-ci' }, '[2/2] RUN ci'],
    ['FROM alpine\nARG KIND\nINCLUDE base${KIND}.Dockerfile\n', { KIND: '-ci' }, '[2/2] RUN ci'],
    ['FROM alpine\nARG A=dev\nARG KIND=-$A\nINCLUDE base${KIND}.Dockerfile\n', {}, '[2/2] RUN dev'],
    ['ARG KIND=-dev\nFROM alpine\nINCLUDE base${KIND}.Dockerfile\n', {}, '[2/2] RUN dev'],
    ['ARG KIND=-dev\nFROM alpine\nARG KIND\nINCLUDE base$KIND.Dockerfile\n', {}, '[2/2] RUN dev'],
    // Whoever writes what holds where there is no value means that.
    ['FROM alpine\nINCLUDE base${KIND:-}.Dockerfile\n', {}, '[2/2] RUN plain'],
    ['FROM alpine\nARG KIND=\nINCLUDE base${KIND}.Dockerfile\n', {}, '[2/2] RUN plain'],
  ])('%j with %j', async (text, buildArgs, step) => {
    expect(await last(text, buildArgs)).toBe(step)
  })

  test.each([
    [
      'FROM alpine\nARG KIND=-dev\nINCLUDE base${KNID}.Dockerfile\n',
      '$KNID in base${KNID}.Dockerfile has no value here (did you mean KIND?)',
    ],
    [
      'FROM alpine\nARG KIND\nINCLUDE base${KIND}.Dockerfile\n',
      '$KIND in base${KIND}.Dockerfile has no value here',
    ],
    [
      'FROM alpine AS a\nARG KIND=-dev\nFROM alpine\nINCLUDE base$KIND.Dockerfile\n',
      '$KIND in base$KIND.Dockerfile has no value here',
    ],
    [
      'FROM alpine\nARG KIND=-dev\nENV KIND=-ci\nINCLUDE base${KIND}.Dockerfile\n',
      '$KIND in base${KIND}.Dockerfile is set by ENV, and only args have values here',
    ],
    [
      'FROM alpine\nENV E=-ci\nARG KIND=$E\nINCLUDE base${KIND}.Dockerfile\n',
      '$KIND in base${KIND}.Dockerfile is set by an ARG made of variables of the stage, and only args have values here',
    ],
    [
      'INCLUDE base${KIND%x}.Dockerfile\nFROM alpine\n',
      '$KIND in base${KIND%x}.Dockerfile has no value here',
    ],
  ])('%j is refused', async (text, message) => {
    const { error, excerpt } = await compileWith('include', text, { files })
    expect(error).toMatchObject({ code: 'expansion', message, own: true })
    expect(excerpt).toContain('>>> INCLUDE base')
  })
})

test.each([['# only a comment\n'], ['\n  \n'], ['# a\n\n# b'], ['']])(
  'a file may say nothing: %j',
  async (none) => {
    const { steps, error } = await compileWith(
      'include',
      'INCLUDE none\nFROM alpine\nINCLUDE none\nRUN x\n',
      {
        files: { none },
      },
    )
    expect(error).toBeUndefined()
    expect(steps.at(-1)).toBe('[2/2] RUN x')
  },
)

test('errors, warnings and steps name the line that included them, of each time that it is included', async () => {
  const files = {
    outer: 'INCLUDE inner\n',
    inner: 'RUN a\nMAINTAINER me\n',
    bad: 'INCLUDE worse\n',
    worse: 'RUN a\nRUM b\n',
  }
  const text = 'FROM alpine\nINCLUDE outer\nINCLUDE inner\n'
  const { warnings, ops } = await compileWith('include', text, { files })
  expect(warnings).toEqual(
    expect.arrayContaining([
      expect.stringContaining('(line 2 of inner, included in line 1 of outer, included in line 3)'),
      expect.stringContaining('(line 2 of inner, included in line 4)'),
    ]),
  )
  const linesOf = (index: number) => ops[index]?.locations?.map(({ ranges }) => ranges[0]?.start.line)
  expect(linesOf(1)).toEqual([1, 1, 3])
  expect(linesOf(2)).toEqual([1, 4])
  const { excerpt } = await compileWith('include', 'FROM alpine\nINCLUDE bad\n', { files })
  const marked = excerpt.split('\n').filter((line) => line.includes('>>>'))
  expect(marked.map((line) => line.replace(/.*>>> /, ''))).toEqual(['RUM b', 'INCLUDE worse', 'INCLUDE bad'])
})

test('depth is an option; compilations in one process know nothing of each other', async () => {
  const shallow = defineFrontend({ name: 'm', use: [include({ depth: 1 })] })
  const files = { a: 'INCLUDE b\n', b: 'RUN b\n' }
  const { error } = await compileDockerfile('FROM alpine\nINCLUDE a\n', { frontend: shallow, files })
  expect(error?.message).toBe('INCLUDE goes deeper than 1 files')
  expect(
    (await compileDockerfile('FROM alpine\nINCLUDE b\n', { frontend: shallow, files })).error,
  ).toBeUndefined()
  const [one, two] = await Promise.all(
    ['RUN one\n', 'RUN two\n'].map((part) =>
      compileDockerfile('FROM alpine\nINCLUDE part\n', { frontend: include, files: { part } }),
    ),
  )
  expect([one?.steps.at(-1), two?.steps.at(-1)]).toEqual(['[2/2] RUN one', '[2/2] RUN two'])
})
