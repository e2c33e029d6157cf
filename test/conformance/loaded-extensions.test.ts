import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { programs, runProcess } from './run-case.ts'

type Files = Readonly<Record<string, string>>

/** Builds a Dockerfile with extensions in their directory; the path of it is left out of all that is told. */
async function build(
  program: keyof typeof programs,
  extensions: Files,
  { dockerfile = 'FROM scratch\nGREET you\n', opts = {} }: { dockerfile?: string; opts?: Files } = {},
) {
  const root = mkdtempSync(join(tmpdir(), 'slipway-extensions-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  chmodSync(root, 0o755)
  const directory = join(root, 'extensions')
  mkdirSync(directory)
  for (const [name, text] of Object.entries(extensions)) {
    mkdirSync(join(directory, name, '..'), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
  const fixture = {
    name: 'extensions',
    opts: { filename: 'Dockerfile', source: 'x', cmdline: 'x', ...opts },
    files: { dockerfile: { Dockerfile: dockerfile }, context: {} },
  }
  const transcript = await runProcess(programs[program], fixture, { SLIPWAY_EXTENSIONS: directory })
  const text = JSON.stringify(transcript).replaceAll(directory, '/extensions')
  return JSON.parse(text) as typeof transcript
}

/** An extension with an instruction GREET that does what is said. */
const greet = (convert: string, before = '') => `import { defineFrontend, defineInstruction } from 'slipway'
${before}
export default defineFrontend({ name: 'mine', instructions: [defineInstruction({
  name: 'GREET',
  async convert({ text }, stage) {
    ${convert}
  },
})] })
`

const label = (value: string) => `stage.image.labels.set('seen', String(${value}))`

function labelsOf({ result, error }: Awaited<ReturnType<typeof build>>): unknown {
  if (error) throw new Error(error.message)
  return JSON.parse(JSON.stringify(result?.metadata['containerimage.config'])).config?.Labels
}

describe.each(['executable', 'bundle'] as const)('the %s', (program) => {
  test('loads TypeScript, JavaScript, CommonJS, JSON and packages', { timeout: 60_000 }, async () => {
    const transcript = await build(program, {
      'a.ts': greet(
        label('[suffix, settings.x, old.y, named.y, modern(text as string)].join("-")'),
        `import { suffix } from './lib/suffix.ts'
import settings from './settings.json' with { type: 'json' }
import old from 'old'
import * as named from 'old'
import { modern } from 'modern'`,
      ),
      'lib/suffix.ts': "export const suffix: string = 's' satisfies string\n",
      'settings.json': '{ "x": 1 }',
      'node_modules/old/package.json': '{}',
      'node_modules/old/index.js': "exports.y = typeof require('slipway').BuildError",
      'node_modules/modern/package.json': '{ "type": "module", "exports": "./m.js" }',
      'node_modules/modern/m.js': 'export const modern = (text) => `m:${text}`',
    })
    expect(labelsOf(transcript)).toEqual({ seen: 's-1-function-function-m:you' })
  })

  test('gives extensions the globals that it says, and no others', { timeout: 60_000 }, async () => {
    const names = [
      'process',
      'Buffer',
      'require',
      'fetch',
      'performance',
      'setInterval',
      'std',
      'os',
      'print',
    ]
    const given = [
      'URL',
      'URLSearchParams',
      'TextEncoder',
      'TextDecoder',
      'structuredClone',
      'setTimeout',
      'console',
    ]
    const transcript = await build(program, {
      'a.js': greet(
        `const types = [${[...names, ...given].map((name) => `typeof ${name}`).join()}].join()
    const url = new URL('../b?x=1#y', 'https://example.org/a/c')
    const copy = structuredClone({ map: new Map([[1, new Date(0)]]) })
    ${label("types + ' ' + url.href + ' ' + url.searchParams.get('x') + ' ' + copy.map.get(1).getTime()")}`,
      ),
    })
    const types = [...names.map(() => 'undefined'), ...given.map(() => 'function')]
      .join()
      .replace(/function$/, 'object')
    expect(labelsOf(transcript)).toEqual({ seen: `${types} https://example.org/b?x=1#y 1 0` })
  })

  test('tells what extensions print as warnings', { timeout: 60_000 }, async () => {
    const { warnings, error } = await build(program, {
      'a.ts': greet("console.log('greeting %s', text)", "console.warn('loaded', { a: 1 })"),
    })
    expect(error).toBeNull()
    expect(warnings).toMatchObject([
      { short: '/extensions/a.ts:2: loaded {"a":1}' },
      { short: '/extensions/a.ts:6: greeting you' },
    ])
  })

  test.each<[string, Files, string]>([
    [
      'a module of Node',
      { 'a.ts': "\nimport { readFileSync } from 'node:fs'\nexport default { name: 'a' }" },
      'extension /extensions/a.ts cannot be loaded: /extensions/a.ts:2: an extension cannot use node:fs: modules of Node are not there',
    ],
    [
      'a mistake of syntax',
      { 'a.js': '\nconst a = = 1\n' },
      'extension /extensions/a.js cannot be loaded: /extensions/a.js:2: Unexpected token',
    ],
    [
      'a mistake of syntax in a file that is imported',
      { 'a.js': "import './lib/b.js'", 'lib/b.js': '\n\nconst a = = 1\n' },
      'extension /extensions/a.js cannot be loaded: /extensions/lib/b.js:3: Unexpected token',
    ],
    [
      'syntax that is no types',
      { 'a.ts': 'enum A { B }' },
      'extension /extensions/a.ts cannot be loaded: /extensions/a.ts:1: an enum is no type that can be erased; use an object: const A = { x: 1 } as const',
    ],
    [
      'an export that is not there',
      { 'a.js': "\nimport { nothing } from 'slipway'" },
      'extension /extensions/a.js cannot be loaded: /extensions/a.js:2: slipway exports no nothing',
    ],
    [
      'a file that is not there',
      { 'a.js': "import './b.js'", 'b.ts': '' },
      'extension /extensions/a.js cannot be loaded: /extensions/a.js:1: there is no file ./b.js (did you mean ./b.ts?)',
    ],
    [
      'an error that is thrown',
      { 'a.js': "\n\nthrow new Error('no luck')" },
      'extension /extensions/a.js cannot be loaded: /extensions/a.js:3: no luck',
    ],
    [
      'something else',
      { 'a.js': 'export default 1' },
      'extension /extensions/a.js cannot be loaded: its default export is no definition of a frontend',
    ],
  ])('refuses %s with file and line', { timeout: 60_000 }, async (_name, files, message) => {
    const { error, exit } = await build(program, files)
    expect(error).toMatchObject({ message: expect.stringContaining(message) })
    expect(exit).toEqual({ code: 2, signal: null })
  })

  test('shows where an extension failed where the build asks for it', { timeout: 60_000 }, async () => {
    const files = {
      'a.ts': greet('await null\n    fail(text)', "import { fail } from './lib/fail.ts'"),
      'lib/fail.ts':
        'interface A {\n  b: 1\n}\nexport function fail(text: string): never {\n  throw new Error(`no ${text}`)\n}\n',
    }
    const message = 'instruction GREET of extension mine failed: no you'
    const plain = await build(program, files)
    expect(plain.error?.message).toContain(message)
    expect(plain.error?.message).not.toContain('fail.ts')
    const { error } = await build(program, files, { opts: { 'build-arg:SLIPWAY_DEBUG': '1' } })
    expect(error?.message).toMatch(
      /failed: no you\n {4}at fail \(\/extensions\/lib\/fail\.ts:5:\d+\)\n {4}at convert \(\/extensions\/a\.ts:7:\d+\)/,
    )
  })

  test.each([
    ['a promise that was dropped', "Promise.resolve().then(() => { throw new Error('late') })"],
    [
      'a timer',
      "setTimeout(() => { throw new Error('late') }, 1)\n    await new Promise((resolve) => setTimeout(resolve, 300))",
    ],
  ])('names the extension in an error of %s', { timeout: 60_000 }, async (_name, body) => {
    const { error } = await build(program, {
      'a.ts': greet(`${body}\n    await new Promise((r) => setTimeout(r, 100))`),
    })
    expect(error?.message).toContain('extension /extensions/a.ts failed outside of any call (line 6): late')
  })
})

describe('the executable stops', () => {
  const loops: Readonly<Record<string, Files>> = {
    'a loop': { 'a.ts': greet('for (;;);') },
    'a loop behind an await': { 'a.ts': greet('await null\n    for (;;);') },
    'a loop that awaits for ever': { 'a.ts': greet('for (;;) await null') },
    'a loop that catches everything': {
      'a.ts': greet('await null\n    for (;;) try { for (;;); } catch {} finally { continue }'),
    },
    'a loop at module level': { 'a.ts': 'for (;;);\nexport default {}' },
    'a loop at module level behind an await': { 'a.ts': 'await null\nfor (;;);\nexport default {}' },
    'a loop in a module of CommonJS': { 'a.cjs': 'for (;;);' },
    'a loop in a timer': {
      'a.ts': greet(
        'setTimeout(() => { for (;;); }, 1)\n    await new Promise((resolve) => setTimeout(resolve, 60_000))',
      ),
    },
    'a regular expression': { 'a.ts': greet("await null\n    ;/^(a|a)*$/.test(`${'a'.repeat(40)}b`)") },
    'a recursion that is retried': {
      'a.ts': greet('await null\n    const f = () => { try { f() } finally { f() } }\n    f()'),
    },
    'a rule': {
      'a.ts':
        "export default { name: 'mine', rules: [{ name: 'Slow', description: '', url: '', create: () => ({ instruction() { for (;;); } }) }] }",
    },
    'a policy': {
      'a.ts':
        "export default { name: 'mine', policies: [{ name: 'slow', async check() { await null\n for (;;); } }] }",
    },
  }

  test.concurrent.each(Object.entries(loops))('%s', { timeout: 120_000 }, async (_name, files) => {
    const dockerfile =
      'default' in files || /GREET/.test(Object.values(files).join()) ? undefined : 'FROM scratch\nCOPY a /\n'
    const { error, exit } = await build('executable', files, dockerfile === undefined ? {} : { dockerfile })
    expect(error?.message).toMatch(
      /(?:extension \/extensions\/a\.c?[jt]s|of extension mine) did not end within (?:5|10) s/,
    )
    expect(exit).toEqual({ code: 2, signal: null })
  })

  test('a call', { timeout: 120_000 }, async () => {
    const files = {
      'a.ts':
        "export default { name: 'mine', subrequests: [{ name: 'frontend.slow', version: '1', description: '', async handle() { await null\n for (;;); } }] }",
    }
    const { error } = await build('executable', files, {
      dockerfile: 'FROM scratch\n',
      opts: { requestid: 'frontend.slow' },
    })
    expect(error?.message).toContain('extension /extensions/a.ts did not end within 5 s of computing')
  })

  test.each([
    ['many small objects', 'const all = []\n    for (;;) all.push({ a: [] })'],
    [
      'a text',
      "let text = 'x'\n    for (;;) text += text + all(text)\n    function all(t) { return [...t].join('') }",
    ],
    ['an array', 'const all = []\n    for (;;) all.push(new Uint8Array(64 * 2 ** 20).fill(1))'],
    ['a single array', 'new Uint8Array(2 ** 31).fill(1)'],
    [
      'objects that are kept',
      'globalThis.kept = []\n    for (;;) try { for (;;) kept.push(new Array(1000).fill(1)) } catch {}',
    ],
  ])('what takes all memory: %s', { timeout: 120_000 }, async (_name, body) => {
    const { error, exit } = await build('executable', { 'a.js': greet(`await null\n    ${body}`) })
    expect(error?.message).toMatch(
      /extension \/extensions\/a\.js needs more than 512 MiB of memory|GREET of extension mine (?:failed: out of memory|needs more than 512 MiB of memory)|GREET of extension mine failed: (?:invalid|Invalid).* length/,
    )
    expect(exit).toEqual({ code: 2, signal: null })
  })

  test('nothing of what ends, and nothing of what only waits', { timeout: 120_000 }, async () => {
    const transcript = await build('executable', {
      'a.ts': greet(
        `let count = 0
    for (let round = 0; round < 8; round++) {
      const end = Date.now() + 1_000
      while (Date.now() < end) count++
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    ${label('count > 0')}`,
      ),
    })
    expect(labelsOf(transcript)).toEqual({ seen: 'true' })
  })
})
