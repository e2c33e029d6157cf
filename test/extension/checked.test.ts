import { describe, expect, test } from 'vitest'
import {
  defineFrontend,
  defineInstruction,
  definePolicy,
  defineResolver,
  defineRule,
  defineSubrequest,
  extendInstruction,
  type FrontendDefinition,
  type StageBuilder,
} from '../../src/index.ts'
import * as llb from '../../src/llb/public.ts'
import { compileDockerfile } from '../../src/testing/index.ts'

/** Code that no compiler has seen. */
// biome-ignore lint/suspicious/noExplicitAny: what is tested is what happens with values of any type
type Any = any

const doing = (convert: (stage: Any) => unknown) =>
  defineFrontend({
    name: 'm',
    instructions: [defineInstruction({ name: 'DO', convert: (_, stage) => convert(stage) as Any })],
  })

const messageOf = async (frontend: FrontendDefinition, text = 'FROM alpine\nDO\n', options: object = {}) => {
  const { error, excerpt } = await compileDockerfile(text, { frontend, ...options })
  return { message: error?.message, excerpt }
}

const prefix = 'instruction DO of extension m failed: '

describe('what an extension hands in is checked where it enters', () => {
  test.each<[string, (stage: Any) => void]>([
    ['stage.exec.args must be a list, not a text', (stage) => stage.exec({ args: 'make all' })],
    ['stage.exec.args must not be empty', (stage) => stage.exec({ args: [] })],
    ['stage.exec.args[1] must be a text, not a number', (stage) => stage.exec({ args: ['sleep', 1] })],
    ['stage.exec.args must be a list, not undefined', (stage) => stage.exec({ arg: ['x'] })],
    [
      'stage.exec has no field netwrk; there are args,',
      (stage) => stage.exec({ args: ['x'], netwrk: 'none' }),
    ],
    [
      'stage.exec.network must be one of default, host, none, which "off" is not',
      (stage) => stage.exec({ args: ['x'], network: 'off' }),
    ],
    [
      'stage.exec.mounts[0].type must be one of bind, cache, tmpfs, secret, ssh, which "volume" is not',
      (stage) => stage.exec({ args: ['x'], mounts: [{ type: 'volume', target: '/x' }] }),
    ],
    [
      'stage.exec.mounts[0].target must be a path from the root, which "x" is not',
      (stage) => stage.exec({ args: ['x'], mounts: [{ type: 'tmpfs', target: 'x' }] }),
    ],
    [
      'stage.exec.mounts[0].source must be an output of an op, or null for scratch, not undefined',
      (stage) => stage.exec({ args: ['x'], mounts: [{ type: 'bind', target: '/x' }] }),
    ],
    [
      'stage.exec.mounts[0].id must be a text that is not empty, not undefined',
      (stage) =>
        stage.exec({
          args: ['x'],
          mounts: [{ type: 'cache', target: '/x', source: null, sharing: 'shared' }],
        }),
    ],
    [
      'stage.exec.mounts[0].optional must be true or false, not undefined',
      (stage) =>
        stage.exec({
          args: ['x'],
          mounts: [{ type: 'secret', target: '/x', id: 'a', uid: 0, gid: 0, mode: 0o400 }],
        }),
    ],
    [
      'stage.file: actions[0].data must be bytes (a Uint8Array; new TextEncoder().encode(text) makes them of a text), not a text',
      (stage) => stage.file([{ type: 'mkfile', path: '/x', mode: 0o644, data: 'text' }]),
    ],
    [
      'stage.file: actions[0].type must be one of copy, mkfile, mkdir, rm, symlink, which "move" is not',
      (stage) => stage.file([{ type: 'move', path: '/x' }]),
    ],
    [
      'stage.file: actions[0].path must be a path from the root, which "x" is not',
      (stage) => stage.file([{ type: 'mkdir', path: 'x', mode: 0o755 }]),
    ],
    [
      'stage.file: actions[0].mode must be a whole number from 0 to 4095, not a text',
      (stage) => stage.file([{ type: 'mkdir', path: '/x', mode: '755' }]),
    ],
    [
      'stage.file: actions[0].from must be an output of an op, or null for scratch, not undefined',
      (stage) => stage.file([{ type: 'copy', source: '/a', destination: '/b' }]),
    ],
    ['stage.file: actions must not be empty', (stage) => stage.file([])],
    [
      'stage.output must be an output of an op, or null for scratch, not undefined',
      (stage) => {
        stage.output = undefined
      },
    ],
    [
      'stage.output must be an output of an op, or null for scratch, not a command (its root is one)',
      (stage) => {
        stage.output = llb.exec({ root: null, args: ['x'] })
      },
    ],
    ['stage.setEnv: value must be a text, not a number', (stage) => stage.setEnv('A', 1)],
    ['stage.setEnv: name must be a name without = and NUL', (stage) => stage.setEnv('A=B', '1')],
    [
      'stage.setVariable: name must be a text that is not empty, not an empty text',
      (stage) => stage.setVariable('', '1'),
    ],
    ['stage.commit: createdBy must be a text, not undefined', (stage) => stage.commit()],
    [
      'stage.setWorkdir: path must be a text that is not empty, not an object',
      (stage) => stage.setWorkdir({}),
    ],
    ['stage.expand: word must be a text, not undefined', (stage) => stage.expand()],
    ['image.labels: team must be a text, not a number', (stage) => stage.image.labels.set('team', 1)],
    [
      'image.user must be a text, not a number',
      (stage) => {
        stage.image.user = 1000
      },
    ],
    [
      'image.cmd must be a list, not a text',
      (stage) => {
        stage.image.cmd = 'run me'
      },
    ],
    [
      'image.entrypoint[0] must be a text, not null',
      (stage) => {
        stage.image.entrypoint = [null]
      },
    ],
    ['image.env: A must be a text, not a boolean', (stage) => stage.image.env.set('A', true)],
    // Through `slipway/llb`.
    [
      'exec.root must be an output of an op, or null for scratch, not undefined',
      () => llb.exec({ args: ['x'] } as Any),
    ],
    ['exec.env[0] must be of the form KEY=value', () => llb.exec({ root: null, args: ['x'], env: ['A'] })],
    [
      'exec.cwd must be a path from the root, which "src" is not',
      () => llb.exec({ root: null, args: ['x'], cwd: 'src' }),
    ],
    [
      'file: base must be an output of an op, or null for scratch, not undefined',
      () => llb.file(undefined as Any, []),
    ],
    [
      'file: options.description.a must be a text, not a number',
      () => llb.file(null, [{ type: 'rm', path: '/a' }], { description: { a: 1 } } as Any),
    ],
    ['merge: inputs[1] must be an output of an op, or null for scratch', () => llb.merge([null, 'x' as Any])],
    [
      'diff: upper must be an output of an op, or null for scratch, not undefined',
      () => llb.diff(null, undefined as Any),
    ],
    ['image: ref must be a text that is not empty, not undefined', () => llb.image(undefined as Any)],
    [
      'http: options.platform.os must be a text that is not empty, not undefined',
      () => llb.http('https://x', { platform: {} } as Any),
    ],
    ['source: attrs.a must be a text, not a number', () => llb.source('x://y', { a: 1 } as Any, [], {})],
  ])('%s', async (message, convert) => {
    const { message: told, excerpt } = await messageOf(doing(convert))
    expect(told).toContain(prefix + message)
    expect(excerpt).toContain('>>> DO')
  })

  test('what is right passes, relative paths with a directory of their own included', async () => {
    const { message } = await messageOf(
      doing((stage: StageBuilder) => {
        stage.exec({
          args: ['x'],
          mounts: [{ type: 'cache', target: '/c', source: null, id: 'c', sharing: 'locked' }],
        })
        stage.file([
          {
            type: 'mkfile',
            path: '/a',
            mode: 0o644,
            data: new Uint8Array(),
            ownership: { user: { name: 'me' } },
          },
        ])
        stage.output = llb.file(stage.output, [{ type: 'mkdir', path: 'a', mode: 0o755 }], { cwd: '/b' })
        stage.output = llb.exec({ root: stage.output, args: ['y'], env: ['A=1'] }).root
        stage.commit('DO', { layer: true })
      }),
    )
    expect(message).toBeUndefined()
  })

  test('hooks, sources, answers, messages and resolutions are checked as well', async () => {
    const hook = extendInstruction('RUN', {
      convert: (run, _stage, { next }) => next(run, { exec: () => ({ args: 'x' }) as Any }),
    })
    const withHook = await messageOf(
      defineFrontend({ name: 'm', instructions: [hook] }),
      'FROM alpine\nRUN x\n',
    )
    expect(withHook.message).toBe(
      'instruction RUN of extension m failed: hook exec.args must be a list, not a text',
    )
    const sources = defineInstruction({ name: 'DO', sources: () => 'alpine' as Any, convert: () => {} })
    expect((await messageOf(defineFrontend({ name: 'm', instructions: [sources] }))).message).toBe(
      `${prefix}what sources returns must be a list, not a text`,
    )
    const rule = defineRule({
      name: 'Odd',
      description: '',
      create: () => ({ parsed: (_, report) => report(1 as Any) }),
    })
    expect((await messageOf(defineFrontend({ name: 'm', rules: [rule] }), 'FROM alpine\n')).message).toBe(
      'rule Odd of extension m failed: the message of report must be a text, not a number',
    )
    const call = defineSubrequest({
      name: 'odd',
      description: '',
      handle: async () => ({ 'result.txt': 1 }) as Any,
    })
    const asked = { options: { requestid: 'frontend.odd' } }
    expect(
      (await messageOf(defineFrontend({ name: 'm', subrequests: [call] }), 'FROM alpine\n', asked)).message,
    ).toBe('subrequest odd of extension m failed: the answer.result.txt must be a text, not a number')
    for (const [answer, message] of [
      [
        'alpine',
        'resolve must return undefined or an object with one of image, digest, stage, context, files',
      ],
      [
        { img: 'x' },
        'resolve must return undefined or an object with one of image, digest, stage, context, files (did you mean image?)',
      ],
      [{ image: 1 }, 'what resolve returns.image must be a text that is not empty, not a number'],
      [
        { files: undefined },
        'what resolve returns.files must be an output of an op, or null for scratch, not undefined',
      ],
    ] as const) {
      const resolver = defineResolver({ name: 'r', resolve: () => answer as Any })
      expect(
        (await messageOf(defineFrontend({ name: 'm', resolvers: [resolver] }), 'FROM alpine\n')).message,
      ).toBe(`resolver r of extension m failed: ${message}`)
    }
    const policy = definePolicy({ name: 'p', check: (plan) => void plan.image.labels.set('a', 1 as Any) })
    expect(
      (await messageOf(defineFrontend({ name: 'm', policies: [policy] }), 'FROM alpine\n')).message,
    ).toBe('policy p of extension m failed: image.labels: a must be a text, not a number')
  })
})

describe('what happens too late is an error that says what happened', () => {
  const late =
    'instruction DO of extension m used its stage after convert had ended: convert has to wait for all that it does (await), and a stage must not be kept'

  test.each<[string, (stage: StageBuilder) => unknown]>([
    [
      'a promise that nobody waits for',
      (stage) => void Promise.resolve().then(() => stage.exec({ args: ['x'] })),
    ],
    ['a timer', (stage) => void setTimeout(() => stage.setEnv('A', '1'), 0)],
    [
      'a config that is changed then',
      (stage) =>
        void Promise.resolve().then(() => {
          stage.image.user = 'late'
        }),
    ],
  ])('%s', async (_, convert) => {
    const waits = defineInstruction({
      name: 'WAIT',
      convert: () => new Promise((resolve) => setTimeout(resolve, 20)),
    })
    const frontend = defineFrontend({ name: 'w', use: [doing(convert)], instructions: [waits] })
    const { message, excerpt } = await messageOf(frontend, 'FROM alpine\nDO\nWAIT\n')
    expect(message).toBe(late)
    expect(excerpt).toContain('>>> DO')
  })

  test('a stage that was kept', async () => {
    let kept: StageBuilder | undefined
    const { message } = await messageOf(
      doing((stage) => {
        kept ??= stage
        kept?.commit('again')
      }),
      'FROM alpine\nDO\nDO\n',
    )
    expect(message).toBe(late)
  })

  test('what is left for the end of the stage is not late', async () => {
    const { message } = await messageOf(
      doing((stage: StageBuilder) => stage.atEnd(() => stage.commit('at the end'))),
    )
    expect(message).toBeUndefined()
  })

  test.each<[string, Any]>([
    [
      'next was called twice, and RUN is done once',
      async (_run: Any, _stage: Any, { next }: Any) => {
        await next()
        await next()
      },
    ],
    [
      'convert ended before next had: it has to wait for next (await), or return it',
      (_run: Any, _stage: Any, { next }: Any) => void next(),
    ],
  ])('%s', async (message, convert) => {
    const frontend = defineFrontend({ name: 'm', instructions: [extendInstruction('RUN', { convert })] })
    const told = await messageOf(frontend, 'FROM alpine\nRUN x\nRUN y\n')
    expect(told.message).toBe(`instruction RUN of extension m failed: ${message}`)
    expect(told.excerpt).toContain('>>> RUN x')
  })

  test.each<[string, Any]>([
    ['parse', { parse: async () => 1 }],
    ['expand', { expand: async () => 1 }],
    ['sources', { sources: async () => [] }],
  ])('%s is no async function', async (field, part) => {
    const instruction = defineInstruction({ name: 'DO', convert: () => {}, ...part })
    const { message } = await messageOf(defineFrontend({ name: 'm', instructions: [instruction] }))
    expect(message).toContain(`${prefix}${field} must not be async`)
  })

  test('a rule reports before it returns', async () => {
    const rule = defineRule({
      name: 'Slow',
      description: '',
      create: () => ({ parsed: (async () => {}) as Any }),
    })
    const { message } = await messageOf(defineFrontend({ name: 'm', rules: [rule] }), 'FROM alpine\n')
    expect(message).toBe('rule Slow of extension m failed: its handler of parsed must not be async')
  })

  test('a splice that returns no file', async () => {
    const instruction = defineInstruction({ name: 'DO', splice: () => 'RUN x' as Any })
    const { message } = await messageOf(defineFrontend({ name: 'm', instructions: [instruction] }))
    expect(message).toBe('DO must return a source file; reader.readFile and createSourceFile make one')
  })
})
