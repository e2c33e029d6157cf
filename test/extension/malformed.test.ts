import { describe, expect, test } from 'vitest'
import {
  defineFrontend,
  defineInstruction,
  definePolicy,
  defineRule,
  defineSubrequest,
  extendInstruction,
  type FrontendDefinition,
} from '../../src/index.ts'
import { nodeHost } from '../../src/node-host/index.ts'
import { compileDockerfile } from '../../src/testing/index.ts'

const nothing = defineInstruction({ name: 'NOTHING', convert: () => {} })
const rule = defineRule({ name: 'Mine', description: '', create: () => ({}) })

async function messageOf(definition: FrontendDefinition, text = 'FROM alpine\nNOTHING a\n') {
  const { error } = await compileDockerfile(text, { frontend: definition, host: nodeHost })
  expect(error?.code).toBe('extension')
  return error?.message
}

describe('definitions that cannot be', () => {
  test.each<[string, Partial<FrontendDefinition>]>([
    ['instruction NOTHING is defined twice', { instructions: [nothing, nothing] }],
    [
      'instruction NOTHING is defined by extension other already',
      { use: [defineFrontend({ name: 'other', instructions: [nothing] })], instructions: [nothing] },
    ],
    [
      'instruction RUN is built in; add to it with extendInstruction',
      { instructions: [defineInstruction({ name: 'RUN', convert: () => {} })] },
    ],
    [
      'the name of an instruction is in upper case, and nothing is not',
      { instructions: [{ ...nothing, name: 'nothing' }] },
    ],
    ['there is no instruction NOTHING to add to', { instructions: [extendInstruction(nothing, {})] }],
    [
      'flag of COPY --from is built in',
      { instructions: [extendInstruction('COPY', { flags: { from: 'string' } })] },
    ],
    [
      'flag of COPY --x is defined twice',
      {
        instructions: [
          extendInstruction('COPY', { flags: { x: 'string' } }),
          extendInstruction('COPY', { flags: { x: 'boolean' } }),
        ],
      },
    ],
    ['rule Mine is defined twice', { rules: [rule, rule] }],
    ['rule StageNameCasing is built in', { rules: [{ ...rule, name: 'StageNameCasing' }] }],
    [
      'policy p is defined twice',
      {
        policies: [
          definePolicy({ name: 'p', check: () => {} }),
          definePolicy({ name: 'p', check: () => {} }),
        ],
      },
    ],
    [
      'subrequest frontend.lint is built in',
      { subrequests: [defineSubrequest({ name: 'lint', description: '', handle: async () => ({}) })] },
    ],
  ])('%s', async (reason, parts) => {
    expect(await messageOf(defineFrontend({ name: 'myorg', ...parts }))).toBe(`extension myorg: ${reason}`)
  })

  test('what no compiler has seen', async () => {
    const untyped = (parts: object) => messageOf({ name: 'myorg', ...parts } as FrontendDefinition)
    expect(await untyped({ rules: [{ name: 'X' }] })).toBe('extension myorg: rule X has no function create')
    expect(await untyped({ instructions: [null] })).toBe(
      'extension myorg: a part of its instruction list is no object',
    )
    expect(await untyped({ policies: [{ check() {} }] })).toBe(
      'extension myorg: a part of its policy list has no name',
    )
    expect(await messageOf({ rules: [rule] } as unknown as FrontendDefinition)).toContain(
      'extension undefined:',
    )
  })
})

describe('parts that misbehave', () => {
  const boom = (): never => {
    throw new RangeError('boom')
  }
  test.each<[string, Partial<FrontendDefinition>]>([
    [
      'dockerfile parse error on line 2: instruction BAD of extension myorg failed: boom',
      { instructions: [defineInstruction({ name: 'BAD', parse: boom, convert: () => {} })] },
    ],
    [
      'instruction BAD of extension myorg failed: boom',
      { instructions: [defineInstruction({ name: 'BAD', convert: boom })] },
    ],
    [
      'instruction BAD of extension myorg failed: boom',
      { instructions: [defineInstruction({ name: 'BAD', convert: async () => boom() })] },
    ],
    [
      'instruction BAD of extension myorg failed: boom',
      { instructions: [defineInstruction({ name: 'BAD', splice: boom })] },
    ],
    [
      'instruction BAD of extension myorg did not end within 0.1 s',
      {
        instructions: [
          defineInstruction({
            name: 'BAD',
            timeLimit: 100,
            convert: () => {
              for (;;);
            },
          }),
        ],
      },
    ],
    [
      'instruction BAD of extension myorg did not end within 0.05 s',
      {
        instructions: [
          defineInstruction({ name: 'BAD', waitLimit: 50, convert: () => new Promise<void>(() => {}) }),
        ],
      },
    ],
    [
      'rule Mine of extension myorg failed: boom',
      {
        instructions: [{ ...nothing, name: 'BAD' }],
        rules: [{ ...rule, create: () => ({ instruction: boom }) }],
      },
    ],
    [
      'instruction RUN of extension myorg failed: boom',
      { instructions: [{ ...nothing, name: 'BAD' }, extendInstruction('RUN', { convert: boom })] },
    ],
  ])('%s', async (message, parts) => {
    const definition = defineFrontend({ name: 'myorg', ...parts })
    const text = 'FROM alpine\nBAD a\nRUN x\n'
    expect(await messageOf(definition, text)).toBe(message)
    const { excerpt } = await compileDockerfile(text, { frontend: definition, host: nodeHost })
    expect(excerpt).toMatch(message.includes('RUN') ? />>> RUN x/ : />>> BAD a/)
  })
})

describe('extensions that a Dockerfile turns on', () => {
  const quiet = defineFrontend({ name: 'quiet', instructions: [nothing] })
  const frontend = defineFrontend({ name: 'myorg', offers: [quiet] })

  test('they are off unless it does', async () => {
    const { error } = await compileDockerfile('FROM alpine\nNOTHING\n', { frontend })
    expect(error?.message).toContain('unknown instruction: NOTHING')
  })

  test.each(['# extensions=quiet', '# syntax=x\n# escape=`\n# Extensions = quiet , \r'])(
    '%j',
    async (head) => {
      const { error } = await compileDockerfile(`${head}\nFROM alpine\nNOTHING\n`, { frontend })
      expect(error).toBeUndefined()
    },
  )

  test('a comment further down is a comment', async () => {
    const { error } = await compileDockerfile('# hi\n# extensions=quiet\nFROM alpine\nNOTHING\n', {
      frontend,
    })
    expect(error?.message).toContain('unknown instruction')
  })

  test('one that is not offered is refused where it stands', async () => {
    const { error, excerpt } = await compileDockerfile('# extensions=quite\nFROM alpine\n', { frontend })
    expect(error?.message).toBe('there is no extension quite (did you mean quiet?)')
    expect(excerpt).toContain('>>> # extensions=quite')
  })
})
