import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { run } from '../../src/cli/run.ts'
import { loadExtensions } from '../../src/modules/index.ts'
import { nodeModuleHost } from '../../src/node-host/module-host.ts'
import { memoryIo } from './memory-io.ts'

let root: string
let directory: string
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-image-test-')))
  directory = join(root, 'project')
  mkdirSync(directory)
})
afterEach(() => rmSync(root, { recursive: true }))

type Files = Readonly<Record<string, string>>

function write(files: Files, where = directory): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(where, name, '..'), { recursive: true })
    writeFileSync(join(where, name), text)
  }
}

async function slipway(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const io = memoryIo({ directory, env: { PATH: '/nowhere', ...env } })
  const code = await run(commands, args, io, () => '0')
  return { code, ...io.printed }
}

const project: Files = {
  'package.json': '{ "name": "mine", "type": "module" }',
  'slipway.config.json':
    '{ "frontend": "./src/frontend.ts", "image": "myorg/frontend", "base": "example.org/slipway" }',
  'src/frontend.ts': `import type { FrontendDefinition } from 'slipway'
import { defineFrontend } from 'slipway'
import settings from '../settings.json' with { type: 'json' }
import { part } from './lib/part.ts'
import old, { late } from 'old'
export default defineFrontend({ name: [settings.name, part, old.name, late()].join('-') } satisfies FrontendDefinition)
`,
  'src/lib/part.ts': "export const part: string = 'part'\n",
  'src/unused.ts': 'export const unused = 1\n',
  'settings.json': '{ "name": "packed" }',
  'node_modules/old/package.json': '{ "main": "lib.js" }',
  'node_modules/old/lib.js':
    "exports.name = 'old'\nexports.late = () => require('./late').text\nexports.never = () => require('fs')\n",
  'node_modules/old/late.js': "exports.text = require('deep')\n",
  'node_modules/old/node_modules/deep/package.json': '{}',
  'node_modules/old/node_modules/deep/index.js': "module.exports = 'deep'\n",
}

/** All files below a directory. */
const filesIn = (where: string) =>
  readdirSync(where, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(where, name)).isFile())
    .sort()

describe('slipway image --context', () => {
  test('writes all that is imported, without types, and no more', async () => {
    write(project)
    expect(await slipway(['image', '--context', 'out'])).toMatchObject({ code: 0, err: '' })
    const out = join(directory, 'out')
    expect(readFileSync(join(out, 'Dockerfile'), 'utf8')).toBe(
      'FROM example.org/slipway\nCOPY extensions/ /extensions/\n',
    )
    const packed = 'extensions/frontend'
    expect(filesIn(out)).toEqual([
      'Dockerfile',
      `${packed}/extension.json`,
      `${packed}/node_modules/old/late.js`,
      `${packed}/node_modules/old/lib.js`,
      `${packed}/node_modules/old/node_modules/deep/index.js`,
      `${packed}/settings.json`,
      `${packed}/src/frontend.ts`,
      `${packed}/src/lib/part.ts`,
    ])
    const text = readFileSync(join(out, packed, 'src/frontend.ts'), 'utf8')
    expect(text).not.toContain('satisfies')
    expect(text.split('\n')).toHaveLength(project['src/frontend.ts']?.split('\n').length ?? 0)
    expect(statSync(join(out, packed, 'extension.json')).mode & 0o777).toBe(0o644)
  })

  test('what is written loads as the project does, in another place', async () => {
    write(project)
    await slipway(['image', '--context', '../elsewhere'])
    rmSync(directory, { recursive: true })
    mkdirSync(directory)
    const definitions = await loadExtensions(join(root, 'elsewhere/extensions'), nodeModuleHost)
    expect(definitions.map(({ name }) => name)).toEqual(['packed-part-old-deep'])
  })

  test('takes packages from above, and through links', async () => {
    write(
      {
        'node_modules/above/package.json': '{ "type": "module", "exports": "./a.js" }',
        'node_modules/above/a.js': "export const a = 'a'\n",
        'store/linked/package.json': '{ "type": "module", "exports": "./l.js" }',
        'store/linked/l.js': "export const l = 'l'\n",
      },
      root,
    )
    symlinkSync('../store/linked', join(root, 'node_modules/linked'))
    write({
      'frontend.js':
        "import { a } from 'above'\nimport { l } from 'linked'\nexport default { name: a + l }\n",
    })
    const args = ['image', '--frontend=frontend.js', '--base=b', '--context=../out']
    expect(await slipway(args)).toMatchObject({ code: 0 })
    expect(filesIn(join(root, 'out/extensions/frontend'))).toContain('node_modules/above/a.js')
    rmSync(join(root, 'node_modules'), { recursive: true })
    const [definition] = await loadExtensions(join(root, 'out/extensions'), nodeModuleHost)
    expect(definition?.name).toBe('al')
  })

  test('is the same twice', async () => {
    write(project)
    await slipway(['image', '--context', '../one'])
    await slipway(['image', '--context', '../two'])
    const contents = (where: string) =>
      filesIn(join(root, where)).map((name) => [name, readFileSync(join(root, where, name), 'utf8')])
    expect(contents('one')).toEqual(contents('two'))
  })

  test.each<[string, Files, readonly string[], string]>([
    ['a project without a frontend', {}, [], 'there is no frontend: name it with --frontend'],
    [
      'a frontend that cannot be loaded',
      { 'a.js': "import 'node:fs'\n" },
      ['--frontend=a.js', '--base=b'],
      'a.js:1: an extension cannot use node:fs',
    ],
    [
      'a directory that is not empty',
      { 'a.js': "export default { name: 'a' }", 'out/x': '' },
      ['--frontend=a.js', '--base=b', '--context=out'],
      'out is not empty',
    ],
    [
      'a build without a name',
      { 'a.js': "export default { name: 'a' }" },
      ['--frontend=a.js', '--base=b'],
      'name the image: -t myorg/frontend',
    ],
    [
      'a machine without an engine',
      { 'a.js': "export default { name: 'a' }" },
      ['--frontend=a.js', '--base=b', '-t', 'x'],
      'no engine answers (docker buildx, docker, nerdctl)',
    ],
  ])('refuses %s', async (_name, files, args, message) => {
    write(files)
    const { code, err } = await slipway(['image', ...args])
    expect(code).toBeGreaterThan(0)
    expect(err).toContain(message)
  })
})

describe('slipway image', () => {
  /** A stand-in for an engine: it notes how it was called, and keeps the directory that it was to build. */
  function engine(name: string, body: string): void {
    const file = join(root, 'bin', name)
    mkdirSync(join(root, 'bin'), { recursive: true })
    writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> ${root}/calls\n${body}\n`)
    chmodSync(file, 0o755)
  }
  const calls = () => readFileSync(join(root, 'calls'), 'utf8')
  const PATH = () =>
    `${join(root, 'bin')}:${process.env['PATH']
      ?.split(':')
      .filter((part) => !existsSync(join(part, 'docker')))
      .join(':')}`

  test('builds with the engine that answers, under the configured name', async () => {
    write(project)
    engine(
      'docker',
      `for last; do :; done; [ "$2" = build ] && cp -r "$last" ${root}/built; echo building >&2`,
    )
    const { code, out, err } = await slipway(['image'], { PATH: PATH() })
    expect({ code, out }).toEqual({ code: 0, out: '# syntax = myorg/frontend\n' })
    expect(err).toContain('building')
    expect(calls()).toMatch(/docker buildx inspect\ndocker buildx build --load -t myorg\/frontend \S+\n$/)
    expect(existsSync(join(root, 'built/extensions/frontend/src/frontend.ts'))).toBe(true)
    // Nothing is left behind.
    expect(existsSync(calls().trim().split(' ').at(-1) ?? '')).toBe(false)
  })

  test('passes on names, platforms and --push, and asks another engine where one does not answer', async () => {
    write(project)
    engine('docker', 'exit 1')
    engine('nerdctl', 'exit 0')
    const args = ['image', '-t', 'a/b:1', '-t', 'a/b:2', '--platform', 'linux/amd64,linux/arm64', '--push']
    expect(await slipway(args, { PATH: PATH() })).toMatchObject({ code: 0, out: '# syntax = a/b:1\n' })
    expect(calls()).toContain(
      'docker info\nnerdctl info\nnerdctl build -t a/b:1 -t a/b:2 --platform linux/amd64,linux/arm64 --push /',
    )
  })

  test('a build that fails is a failure', async () => {
    write(project)
    engine('docker', '[ "$2" != build ]')
    expect(await slipway(['image'], { PATH: PATH() })).toMatchObject({ code: 1, out: '' })
  })
})
