import { expect, test } from 'vitest'
import {
  BuildError,
  defineFrontend,
  defineInstruction,
  extendInstruction,
  stageKey,
} from '../../src/index.ts'
import { compileDockerfile } from '../../src/testing/index.ts'

const greet = defineInstruction({
  name: 'GREET',
  flags: { loud: 'boolean', tag: 'strings' },
  parse({ words: [who = 'world', ...rest], flags }) {
    if (rest.length > 0) throw new BuildError('invalid-instruction', 'GREET takes one name')
    return { who, end: flags.loud ? '!' : '.', tags: flags.tag }
  },
  convert({ who, end }, stage) {
    const text = `hello ${stage.expand(who)}${end}`
    stage.exec({ args: ['echo', text] })
    stage.commit(`GREET ${text}`, { layer: true })
  },
})
const frontend = defineFrontend({ name: 'myorg', instructions: [greet] })

test('an instruction makes a numbered step with its place, history and expanded variables', async () => {
  const { steps, ops, image, error } = await compileDockerfile(
    '# c\nFROM alpine\nARG WHO="you all"\ngreet --loud \\\n  $WHO\nRUN x\n',
    { frontend },
  )
  expect(error).toBeUndefined()
  expect(steps.slice(1)).toEqual(['[2/3] GREET --loud   you all', '[3/3] RUN x'])
  expect(ops[1]?.op).toMatchObject({ exec: { meta: { args: ['echo', 'hello you all!'] } } })
  expect(ops[1]?.locations).toMatchObject([
    { filename: 'Dockerfile', ranges: [{ start: { line: 4 } }, { start: { line: 5 } }] },
  ])
  expect(image?.history.at(-2)).toMatchObject({ createdBy: 'GREET hello you all!' })
})

test('what an instruction refuses, and flags that it does not know, are placed at it', async () => {
  const refused = await compileDockerfile('FROM alpine\nGREET a b\n', { frontend })
  expect(refused.error?.message).toBe('dockerfile parse error on line 2: GREET takes one name')
  expect(refused.excerpt).toContain('>>> GREET a b')
  const unknown = await compileDockerfile('FROM alpine\nGREET --lout a\n', { frontend })
  expect(unknown.error?.message).toContain('unknown flag: --lout (did you mean loud?)')
})

test('an instruction may run as a trigger', async () => {
  const { steps } = await compileDockerfile('FROM alpine AS a\nONBUILD GREET you\nFROM a\n', { frontend })
  expect(steps.at(-1)).toBe('[stage-1 1/1] ONBUILD GREET you')
})

test('without the frontend the instruction is unknown', async () => {
  const { error } = await compileDockerfile('FROM alpine\nGREET you\n')
  expect(error?.message).toContain('unknown instruction: GREET')
})

test('an addition sees its flags and changes what the instruction does', async () => {
  const noCache = extendInstruction('RUN', {
    flags: { 'no-cache': 'boolean' },
    convert: (run, _stage, { next, flags }) =>
      next(run, {
        exec: (request) => (flags['no-cache'] ? { ...request, ignoreCache: true } : request),
      }),
  })
  const owned = extendInstruction('WORKDIR', {
    flags: { chown: 'string' },
    convert: (workdir, stage, { next, flags }) =>
      next(workdir, {
        file: (actions) =>
          actions.map((action) =>
            action.type === 'mkdir' && flags.chown
              ? { ...action, ownership: { user: { name: stage.expand(flags.chown) } } }
              : action,
          ),
      }),
  })
  const linked = extendInstruction('COPY', {
    convert: (copy, _stage, { next }) =>
      next(copy, {
        file: (actions) =>
          actions.map((action) => (action.type === 'copy' ? { ...action, mode: 0o700 } : action)),
      }),
  })
  const { ops, error } = await compileDockerfile(
    'FROM alpine\nARG U=me\nRUN --no-cache a\nRUN b\nWORKDIR --chown=$U /x\nCOPY --link a /b\n',
    { frontend: defineFrontend({ name: 'x', instructions: [noCache, owned, linked] }), files: { a: '' } },
  )
  expect(error).toBeUndefined()
  expect(ops.map(({ metadata }) => metadata?.ignoreCache)).toEqual([
    false,
    true,
    false,
    false,
    false,
    false,
    false,
  ])
  expect(JSON.stringify(ops[3]?.op)).toContain('"byName":{"name":"me"')
  expect(JSON.stringify(ops.map(({ op }) => op))).toContain('"mode":448')
})

test('state of a stage lasts for its instructions, and is inherited where the key says so', async () => {
  const own = stageKey<readonly string[]>({ initial: () => [] })
  const inherited = stageKey<readonly string[]>({ initial: () => [], inherit: (below) => below })
  const note = defineInstruction({
    name: 'NOTE',
    arguments: 'text',
    step: false,
    convert({ text }, stage) {
      stage.set(own, [...stage.get(own), text])
      stage.set(inherited, [...stage.get(inherited), text])
      stage.image.labels.set('own', stage.get(own).join(' '))
      stage.image.labels.set('all', stage.get(inherited).join(' '))
    },
  })
  const { image } = await compileDockerfile(
    'FROM alpine AS a\nNOTE 1\nNOTE 2\nFROM a AS b\nFROM b\nNOTE 3\n',
    {
      frontend: defineFrontend({ name: 'x', instructions: [note] }),
    },
  )
  expect(Object.fromEntries(image?.config.labels ?? [])).toEqual({ own: '3', all: '1 2 3' })
})

test('an instruction reads files of the context and looks images up before it goes on', async () => {
  const envFile = defineInstruction({
    name: 'ENVFILE',
    step: false,
    async convert({ words: [path = ''] }, stage) {
      const { text } = await stage.reader.readFile(stage.expand(path))
      for (const line of text.trim().split('\n')) {
        const [key = '', value = ''] = line.split('=')
        stage.setEnv(key, value)
      }
      const { config } = await stage.reader.resolveImage('other')
      stage.image.user = config.config.user ?? ''
      stage.commit(`ENVFILE ${path}`)
    },
  })
  const { image, steps, error } = await compileDockerfile('FROM alpine\nENVFILE a.env\nRUN echo $X\n', {
    frontend: defineFrontend({ name: 'x', instructions: [envFile] }),
    files: { 'a.env': 'X=1\nY=2\n' },
    images: { other: { config: { user: 'me' } } },
  })
  expect(error).toBeUndefined()
  expect(image?.config.env).toEqual(expect.arrayContaining(['X=1', 'Y=2']))
  expect(image?.config.user).toBe('me')
  expect(steps).toHaveLength(2)
  const missing = await compileDockerfile('FROM alpine\nENVFILE b.env\n', {
    frontend: defineFrontend({ name: 'x', instructions: [envFile] }),
  })
  expect(missing.error?.message).toContain('open b.env: no such file or directory')
  expect(missing.excerpt).toContain('>>> ENVFILE b.env')
})

test('sources may hold variables that are known early, and make stages that are needed', async () => {
  const from = extendInstruction('COPY', {
    sources: (copy, { expand, base }) => base({ ...copy, from: expand(copy.from) }),
  })
  const { steps, error } = await compileDockerfile(
    'ARG A=one\nFROM alpine AS one\nRUN x\nFROM scratch\nARG B=${A}\nCOPY --from=$A / /a\nCOPY --from=$B / /b\n',
    { frontend: defineFrontend({ name: 'x', instructions: [from] }), buildArgs: { B: 'alpine' } },
  )
  expect(error).toBeUndefined()
  expect(steps).toContain('[one 2/2] RUN x')
  expect(steps).toHaveLength(4)
})
