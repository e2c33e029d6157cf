import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { run } from '../../src/cli/run.ts'
import { memoryIo } from './memory-io.ts'

let directory: string
beforeEach(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-cli-')))
})
afterEach(() => rmSync(directory, { recursive: true }))

type Files = Readonly<Record<string, string>>

async function slipway(files: Files, ...args: readonly string[]) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(directory, name, '..'), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
  const io = memoryIo({ directory })
  const code = await run(commands, args, io, () => '0')
  return { code, ...io.printed }
}

const frontend = (
  convert: string,
  before = '',
) => `import { defineFrontend, defineInstruction } from 'slipway'
${before}
export default defineFrontend({ name: 'mine', instructions: [defineInstruction({
  name: 'GREET',
  convert(_value: unknown, stage) {
    ${convert}
  },
})] })
`
const Dockerfile = 'FROM scratch\nGREET you\n'

describe('what an extension prints', () => {
  test('goes to standard error, with its place, and JSON stays JSON', async () => {
    const files = {
      Dockerfile,
      'a.ts': frontend(
        "console.log('%s is %d', 'one', 1, { a: [1n, new Map([['k', new Set([2])]])] })\n    console.error(new TypeError('odd'))\n    console.assert(false, 'so')",
        "console.info('loaded')",
      ),
    }
    const { code, out, err } = await slipway(files, 'compile', '--frontend=a.ts', '--json', '.')
    expect(err).toBe(
      [
        'a.ts:2: loaded',
        'a.ts:6: one is 1 {"a":["1n",{"k":[2]}]}',
        'a.ts:7: TypeError: odd',
        'a.ts:8: Assertion failed so',
        '',
      ].join('\n'),
    )
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ warnings: [] })
  })

  test('is no longer than a message is', async () => {
    const files = { Dockerfile, 'a.ts': frontend("console.log('x'.repeat(1e6))") }
    const { err } = await slipway(files, 'compile', '--frontend=a.ts', '.')
    expect(err.length).toBeLessThan(5_000)
  })
})

describe('what an extension fails with', () => {
  test('shows where it was', async () => {
    const files = {
      Dockerfile,
      'a.ts': frontend("fail('boom')", "import { fail } from './lib/fail.ts'"),
      'lib/fail.ts': '\nexport function fail(text: string): never {\n  throw new Error(text)\n}\n',
    }
    const { code, err } = await slipway(files, 'compile', '--frontend=a.ts', '.')
    expect(code).toBe(1)
    expect(err).toContain(
      'Dockerfile:2:1: error: instruction GREET of extension mine failed: boom\n   2 | GREET you',
    )
    expect(err).toMatch(/\n {4}at fail \(\S*lib\/fail\.ts:3:9\)\n {4}at convert \(\S*a\.ts:6:5\)\n$/)
  })

  test('a rejection that nobody waits for', async () => {
    const files = {
      Dockerfile,
      'a.ts': frontend('return undefined'),
      'b.ts': frontend("return Promise.resolve().then(() => { throw new Error('late') })"),
    }
    expect(await slipway(files, 'compile', '--frontend=b.ts', '.')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/GREET of extension mine failed: late\n(?:.*\n)*.*at \S*b\.ts:6/),
    })
  })

  test('what it may not have is not there', async () => {
    const files = {
      Dockerfile,
      'a.ts': frontend(
        'console.log([typeof process, typeof Buffer, typeof fetch, typeof setInterval, typeof URL, typeof structuredClone, typeof setTimeout].join())\n    stage.image.user = (process as any).env.USER',
      ),
    }
    const { err } = await slipway(files, 'compile', '--frontend=a.ts', '.')
    expect(err).toContain('a.ts:6: undefined,undefined,undefined,undefined,function,function,function')
    expect(err).toContain('GREET of extension mine failed: ')
    expect(typeof process).toBe('object')
  })
})

describe('slipway.config', () => {
  const files: Files = {
    Dockerfile: 'FROM scratch\nGREET you\n',
    'slipway.config.mjs': "export default { frontend: './src/a.ts', image: 'myorg/frontend' }\n",
    'src/a.ts': frontend("stage.image.user = 'configured'"),
    'b.ts': frontend("stage.image.user = 'named'"),
  }

  test('names the frontend for every command', async () => {
    expect((await slipway(files, 'compile', '.')).out).toContain('"User": "configured"')
    expect(await slipway(files, 'lint', '.')).toMatchObject({ code: 0 })
    expect(await slipway(files, 'targets', '.')).toMatchObject({ code: 0 })
  })

  test('and --frontend names another', async () => {
    expect((await slipway(files, 'compile', '--frontend=b.ts', '.')).out).toContain('"User": "named"')
  })

  test('that is wrong is an error', async () => {
    const wrong = (text: string) =>
      slipway({ Dockerfile: 'FROM scratch\n', 'slipway.config.json': text }, 'compile', '.')
    expect(await wrong('{ "frontend": 1 }')).toMatchObject({
      code: 2,
      err: expect.stringContaining(
        'slipway.config.json: frontend must be the path of a file, or a list of paths',
      ),
    })
    expect(await wrong('{ "frontend": ["./none.ts"] }')).toMatchObject({
      code: 2,
      err: expect.stringContaining('slipway.config.json: there is no file ./none.ts'),
    })
    expect(await wrong('{ "image": "" }')).toMatchObject({
      code: 2,
      err: expect.stringContaining('slipway.config.json: image must be the name of an image'),
    })
  })
})

describe('slipway call', () => {
  const files: Files = {
    Dockerfile: 'FROM scratch\n',
    'a.ts': `import { defineFrontend, defineSubrequest } from 'slipway'
export default defineFrontend({ name: 'mine', subrequests: [
  defineSubrequest({
    name: 'stages',
    description: 'Count the stages',
    async handle(build) {
      const { stages } = await build.parse()
      return { 'result.txt': \`\${stages.length}\\n\`, 'result.json': JSON.stringify(stages.length) }
    },
  }),
  defineSubrequest({
    name: 'fails',
    description: 'Says that something is wrong',
    handle: async () => ({ 'result.txt': 'wrong\\n', 'result.statuscode': '3' }),
  }),
] })
`,
  }

  test('runs a call of the frontend, and prints text or JSON', async () => {
    expect(await slipway(files, 'call', '--frontend=a.ts', 'stages', '.')).toMatchObject({
      code: 0,
      out: '1\n',
      err: '',
    })
    expect(await slipway(files, 'call', '--frontend=a.ts', '--json', 'stages')).toMatchObject({
      code: 0,
      out: '1\n',
    })
    expect(await slipway(files, 'call', '--frontend=a.ts', 'fails')).toMatchObject({
      code: 1,
      out: 'wrong\n',
    })
  })

  test('runs those of the reference, and lists all', async () => {
    expect((await slipway(files, 'call', 'targets')).out).toContain('TARGET')
    expect(await slipway(files, 'call', 'check')).toMatchObject({ code: 0 })
    expect((await slipway(files, 'call', '--frontend=a.ts')).out).toMatch(/^stages .*Count the stages$/m)
  })

  test('says which there are', async () => {
    expect(await slipway(files, 'call', '--frontend=a.ts', 'stage')).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no call stage (did you mean stages?); there are outline, '),
    })
    expect(await slipway(files, 'call', '--frontend=a.ts', '--json', 'fails')).toMatchObject({
      code: 2,
      err: expect.stringContaining('the answer to frontend.fails is no JSON'),
    })
  })
})
