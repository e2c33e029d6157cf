import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadExtension, loadExtensions } from '../../src/modules/index.ts'
import { nodeModuleHost } from '../../src/node-host/module-host.ts'
import { BuildError, formatExcerpt } from '../../src/source/index.ts'

let directory: string
beforeEach(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-modules-')))
})
afterEach(() => rmSync(directory, { recursive: true }))

type Files = Readonly<Record<string, string | Uint8Array>>

function write(files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(directory, name, '..'), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
}

const nameOf = (path: string) => path.replace(`${directory}/`, '')

async function names(files: Files): Promise<readonly string[]> {
  write(files)
  return (await loadExtensions(directory, nodeModuleHost, { nameOf })).map(({ name }) => name)
}

/** Message, hint and excerpt of what a directory cannot be loaded for. */
async function failure(files: Files) {
  try {
    await names(files)
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    const excerpt = error.locations.map(({ file, ranges }) => formatExcerpt(file, ranges)).join('')
    const shown = /^.*>>> (.*)$/m.exec(excerpt)?.[1]
    return { code: error.code, message: error.message, hint: error.hint, shown }
  }
  throw new Error('it was loaded')
}

const named = (name: string) => `export default { name: '${name}' }\n`

describe('a directory of extensions', () => {
  test('gives what its scripts export by default, in the order of their names', async () => {
    const files = {
      'b.js': named('b'),
      'a.ts': "const name: string = 'a'\nexport default [{ name }, { name: 'a-2' }] satisfies object[]\n",
      'c.cjs': "module.exports = { name: 'c' }\n",
      'd.mjs': named('d'),
      'e.mts': named('e'),
      'f.cts': "const name: string = 'f'\nmodule.exports = { name }\n",
      'types.d.ts': 'nonsense(',
      'README.md': 'nonsense(',
      'lib/x.js': 'nonsense(',
    }
    expect(await names(files)).toEqual(['a', 'a-2', 'b', 'c', 'd', 'e', 'f'])
  })

  test('is nothing where it is not there', async () => {
    expect(await loadExtensions(join(directory, 'none'), nodeModuleHost)).toEqual([])
  })

  test('imports files beside and below, JSON, and modules of Slipway', async () => {
    const files = {
      'a.js': `import { defineFrontend } from 'slipway'
import * as llb from 'slipway/llb'
import { parseDockerfile } from 'slipway/dockerfile'
import { include } from 'slipway/extensions'
import { suffix } from './lib/suffix.ts'
import settings from './settings.json' with { type: 'json' }
if (![llb.image, parseDockerfile, include].every(Boolean)) throw new Error('something is missing')
export default defineFrontend({ name: settings.name + suffix })
`,
      'lib/suffix.ts': "import type { Frontend } from 'slipway'\nexport const suffix: string = '-x'\n",
      'settings.json': '{ "name": "a" }',
    }
    expect(await names(files)).toEqual(['a-x'])
  })

  test('evaluates what several of them import once', async () => {
    const files = {
      'a.js': "import { next } from './lib/count.js'\nexport default { name: `a${next()}` }",
      'b.js': "import { next } from './lib/count.js'\nexport default { name: `b${next()}` }",
      'lib/count.js': 'let count = 0\nexport const next = () => ++count\n',
    }
    expect(await names(files)).toEqual(['a1', 'b2'])
    // And anew for another compilation.
    expect(await names({})).toEqual(['a1', 'b2'])
  })

  test('has a path that says something in URLs', async () => {
    const odd = join(directory, 'a b%20#c?d')
    mkdirSync(odd)
    writeFileSync(join(odd, 'x.js'), "import './lib/lib.mjs'\nexport default { name: 'x' }")
    mkdirSync(join(odd, 'lib'))
    writeFileSync(join(odd, 'lib/lib.mjs'), '')
    expect(await loadExtensions(odd, nodeModuleHost)).toEqual([{ name: 'x' }])
  })
})

describe('packages', () => {
  test('are found as Node finds them, ECMAScript and CommonJS', async () => {
    const files = {
      'a.js': `import modern, { part } from 'modern/sub'
import old, { field } from 'old'
import { deep } from '@scope/deep/lib/file.js'
import plain from 'plain'
export default { name: [modern, part, old.field, field, deep, plain].join('-') }
`,
      'node_modules/modern/package.json': JSON.stringify({
        type: 'module',
        imports: { '#part': './src/part.js' },
        exports: { './sub': { node: './no.js', require: './no.cjs', default: './src/sub.js' } },
      }),
      'node_modules/modern/src/sub.js': "export { part } from '#part'\nexport default 'm'\n",
      'node_modules/modern/src/part.js': "export const part = 'p'\n",
      'node_modules/old/package.json': '{ "main": "./lib" }',
      'node_modules/old/lib/index.js':
        "'use strict'\nconst slipway = require('slipway')\nexports.field = require('./field') + typeof slipway.defineFrontend\n",
      'node_modules/old/lib/field.js': "module.exports = 'f'\n",
      'node_modules/@scope/deep/package.json': '{ "type": "module" }',
      'node_modules/@scope/deep/lib/file.js': "export const deep = 'd'\n",
      'node_modules/plain/index.js': "module.exports = require('./data.json').value\n",
      'node_modules/plain/package.json': '{}',
      'node_modules/plain/data.json': '{ "value": "v" }',
    }
    expect(await names(files)).toEqual(['m-p-ffunction-ffunction-d-v'])
  })

  test('are found through links', async () => {
    write({
      'store/x/node_modules/x/package.json': '{ "type": "module", "exports": "./x.js" }',
      'store/x/node_modules/x/x.js': "export { y as x } from 'y'\n",
      'store/x/node_modules/y/package.json': '{ "type": "module", "exports": "./y.js" }',
      'store/x/node_modules/y/y.js': "export const y = 'linked'\n",
      'node_modules/.keep': '',
    })
    symlinkSync('../store/x/node_modules/x', join(directory, 'node_modules/x'))
    expect(await names({ 'a.js': "import { x } from 'x'\nexport default { name: x }" })).toEqual(['linked'])
  })
})

describe('what cannot be loaded is one error with file and line', () => {
  const fine = "import { a } from './lib.js'\nexport default { name: 'a' }\n"

  test.each<[string, Files, string, string | undefined]>([
    [
      'a module of Node',
      { 'a.js': "// first\nimport { readFileSync } from 'node:fs'\n" },
      'a.js:2: an extension cannot use node:fs: modules of Node are not there',
      "import { readFileSync } from 'node:fs'",
    ],
    [
      'a module of Node, without its scheme',
      { 'a.ts': "import type { X } from 'slipway'\nimport fs from 'fs'\n" },
      'a.ts:2: an extension cannot use fs: modules of Node are not there',
      "import fs from 'fs'",
    ],
    [
      'a module of Node in a package',
      {
        'a.js': "import 'old'\n",
        'node_modules/old/package.json': '{}',
        'node_modules/old/index.js': "\n\nmodule.exports = require('path').join('a')\n",
      },
      'node_modules/old/index.js:3: an extension cannot use path: modules of Node are not there',
      "module.exports = require('path').join('a')",
    ],
    [
      'a file that is not there',
      { 'a.js': fine, 'lib.ts': 'export const a = 1' },
      'a.js:1: there is no file ./lib.js (did you mean ./lib.ts?)',
      "import { a } from './lib.js'",
    ],
    [
      'a package that is not there',
      { 'a.js': "import 'nothing'\n" },
      'a.js:1: there is no package nothing in node_modules',
      "import 'nothing'",
    ],
    [
      'a module of Slipway that extensions do not have',
      { 'a.js': "import 'slipway/testing'\n" },
      'a.js:1: there is no slipway/testing for extensions',
      "import 'slipway/testing'",
    ],
    [
      'a URL',
      { 'a.js': "import 'https://example.org/x.js'\n" },
      'a.js:1: nothing is imported from https: URLs',
      "import 'https://example.org/x.js'",
    ],
    [
      'a mistake of syntax',
      { 'a.js': 'const a = 1\nconst b = = 2\nexport default a\n' },
      'a.js:2: Unexpected token',
      'const b = = 2',
    ],
    [
      'a mistake of syntax in a file below',
      { 'a.js': fine, 'lib.js': 'export const a = 1\n\nexport const = 2\n' },
      'lib.js:3: Unexpected token',
      'export const = 2',
    ],
    [
      'a mistake of syntax in TypeScript',
      { 'a.ts': 'let a: number = 1\nlet b: = 2\n' },
      'a.ts:2: Unexpected token',
      'let b: = 2',
    ],
    [
      'syntax that is no types',
      { 'a.ts': 'let a: number = 1\nenum B { C }\n' },
      'a.ts:2: an enum is no type that can be erased; use an object: const A = { x: 1 } as const',
      'enum B { C }',
    ],
    [
      'an export that is not there',
      { 'a.js': `// first\n${fine}`, 'lib.js': 'export const b = 1' },
      'a.js:2: ./lib.js exports no a',
      "import { a } from './lib.js'",
    ],
    [
      'an export that is not there',
      { 'a.js': "import {\n  BuildError,\n  defineFrontent,\n} from 'slipway'\n" },
      'a.js:3: slipway exports no defineFrontent',
      '  defineFrontent,',
    ],
    [
      'an error that is thrown',
      { 'a.ts': "type A = 1\nfunction f(): void {\n  throw new Error('no luck')\n}\nf()\n" },
      'a.ts:3: no luck',
      "  throw new Error('no luck')",
    ],
    ['a value that is no error', { 'a.js': "throw 'no luck'\n" }, 'no luck', undefined],
    [
      'JSON with a mistake',
      { 'a.js': "import './b.json' with { type: 'json' }\n", 'b.json': '{' },
      'b.json is not JSON: ',
      undefined,
    ],
    [
      'bytes that are no text',
      { 'a.js': new Uint8Array([0x2f, 0x2f, 0xff]) },
      'a.js is not UTF-8',
      undefined,
    ],
    ['nothing', { 'a.js': '' }, 'it has no default export', undefined],
    [
      'something else',
      { 'a.js': 'export default 1' },
      'its default export is no definition of a frontend',
      undefined,
    ],
    [
      'a module that is required',
      { 'a.cjs': "const b = require('./b.mjs')\n", 'b.mjs': '' },
      'a.cjs:1: ./b.mjs is a module of ECMAScript: import it in place of requiring it',
      "const b = require('./b.mjs')",
    ],
  ])('%s', async (_name, files, message, shown) => {
    const [entry = ''] = Object.keys(files)
    const found = await failure(files)
    expect(found).toMatchObject({ code: 'extension', shown })
    expect(found.message.startsWith(`extension ${entry} cannot be loaded: ${message}`), found.message).toBe(
      true,
    )
  })

  test.each([
    [
      'a file outside of the directory',
      "import '../../etc/passwd.js'\n",
      /a\.js:1: (?:there is no file|\S+ lies outside of)/,
    ],
    ['the same with its whole path', `import '${import.meta.filename}'\n`, /a\.js:1: \S+ lies outside of /],
    [
      'a module of the engine',
      "import 'slipway:native'\n",
      /a\.js:1: nothing is imported from slipway: URLs/,
    ],
    [
      'a module by its URL',
      "import 'slipway-module:0//x'\n",
      /a\.js:1: nothing is imported from slipway-module: URLs/,
    ],
    ['a name that all objects have', "import 'constructor'\n", /a\.js:1: there is no package constructor/],
  ])('%s is not imported', async (_name, text, message) => {
    expect((await failure({ 'a.js': text })).message).toMatch(message)
  })

  test('what never ends to load is an error', { timeout: 60_000 }, async () => {
    const { message } = await failure({ 'a.js': 'await new Promise(() => {})\nexport default {}' })
    expect(message).toBe('extension a.js cannot be loaded: it did not end within 10 s')
  })

  test.each([
    ['{', 'is not JSON'],
    ['null', 'is not what slipway image writes'],
    [
      '{ "version": 1, "entries": ["a.js"], "modules": { "a.js": { "kind": "x", "imports": {} } } }',
      'is not what slipway image writes',
    ],
    ['{ "version": 2 }', 'was made by another version of slipway: make the image again'],
  ])('a packed extension that says %s', async (manifest, message) => {
    const found = await failure({ 'p/extension.json': manifest })
    expect(found.message).toBe(`extension p cannot be loaded: ${directory}/p/extension.json ${message}`)
  })

  test('a type that is imported as a value comes with a hint', async () => {
    const files = {
      'a.ts': "import { A } from './b.ts'\nexport default { name: 'a' as A }\n",
      'b.ts': 'export type A = string',
    }
    expect(await failure(files)).toMatchObject({
      message: 'extension a.ts cannot be loaded: a.ts:1: ./b.ts exports no A',
      hint: 'a type is imported with import { type A }',
    })
  })
})

test('one file is loaded by its path', async () => {
  write({ 'a.ts': "export default { name: 'a' as string }" })
  expect(await loadExtension(join(directory, 'a.ts'), nodeModuleHost)).toEqual([{ name: 'a' }])
})
