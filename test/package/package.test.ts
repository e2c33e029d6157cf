import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PackedPackage, pack, runNode, typecheck } from './packed.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
let slipway: PackedPackage

beforeAll(() => {
  slipway = pack()
}, 120_000)
afterAll(() => slipway?.remove(), 60_000)

describe('a project that slipway init makes', () => {
  test('is complete: its test runs, its types are right', { timeout: 60_000 }, () => {
    const parent = slipway.project('starter-parent')
    expect(slipway.slipway(parent, 'init', 'My Frontend')).toContain('npm test')
    const project = join(parent, 'My Frontend')
    expect(readdirSync(project).sort()).toEqual([
      'frontend.test.ts',
      'frontend.ts',
      'package.json',
      'slipway.config.ts',
      'tsconfig.json',
    ])
    expect(readFileSync(join(project, 'frontend.ts'), 'utf8')).toContain("name: 'my-frontend'")
    slipway.install(project)
    typecheck(project)
    expect(runNode(project, '--test', '--test-reporter=tap')).toMatch(/# pass 2\n# fail 0/)
  })

  test('has less than thirty lines for its first instruction', () => {
    const lines = readFileSync(join(root, 'starter/frontend.ts'), 'utf8').split('\n')
    expect(lines.length).toBeLessThan(30)
  })

  test('is not laid over files that are there', () => {
    const project = slipway.project('taken')
    expect(() => slipway.slipway(project, 'init', '.')).toThrow('. is not empty')
  })
})

test('the example frontend works with the package as it is published', { timeout: 60_000 }, () => {
  const project = slipway.project('org-frontend')
  cpSync(join(root, 'examples/org-frontend'), project, { recursive: true })
  expect(runNode(project, '--test', '--test-reporter=tap')).toMatch(/# pass 7\n# fail 0/)
})

describe('the README', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const [, section = ''] = readme.split('\n## Your own syntax\n')
  const [, name = '', snippet = ''] = /```ts\n\/\/ (\S+\.ts)\n([\s\S]*?)```/.exec(section) ?? []
  const [, dockerfile = ''] = /```dockerfile\n([\s\S]*?)```/.exec(section) ?? []

  test('has an instruction in one file that compiles and does what is said', { timeout: 60_000 }, () => {
    const project = slipway.project('readme')
    writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
    cpSync(join(root, 'starter/tsconfig.json'), join(project, 'tsconfig.json'))
    writeFileSync(join(project, name), snippet)
    typecheck(project)
    writeFileSync(join(project, 'Dockerfile'), dockerfile)
    writeFileSync(
      join(project, 'run.ts'),
      `import { readFileSync } from 'node:fs'
import { compileDockerfile } from 'slipway/testing'
import frontend from './${name}'
const { steps, error } = await compileDockerfile(readFileSync('Dockerfile', 'utf8'), { frontend })
console.log(JSON.stringify({ steps, error: error?.message }))
`,
    )
    const { steps, error } = JSON.parse(runNode(project, 'run.ts')) as {
      readonly steps: readonly string[]
      readonly error?: string
    }
    expect(error).toBeUndefined()
    expect(steps.length).toBeGreaterThan(1)
  })
})

test('every example of docs/extending.md compiles', { timeout: 60_000 }, () => {
  const text = readFileSync(join(root, 'docs/extending.md'), 'utf8')
  const blocks = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = '']) => block)
  expect(blocks.length).toBeGreaterThan(8)
  const project = slipway.project('extending')
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
  cpSync(join(root, 'starter/tsconfig.json'), join(project, 'tsconfig.json'))
  cpSync(join(root, 'starter/frontend.ts'), join(project, 'frontend.ts'))
  for (const [index, block] of blocks.entries()) writeFileSync(join(project, `example-${index}.ts`), block)
  typecheck(project)
})

describe('the entry points', () => {
  test.each(['slipway', 'slipway/dockerfile', 'slipway/llb', 'slipway/testing', 'slipway/extensions'])(
    '%s needs nothing of Node',
    { timeout: 60_000 },
    async (entry) => {
      const { build } = await import('esbuild')
      const project = slipway.project(`browser-${entry.replace('/', '-')}`)
      mkdirSync(join(project, 'src'))
      writeFileSync(join(project, 'src/entry.js'), `import * as all from '${entry}'\nconsole.log(all)\n`)
      const { metafile } = await build({
        entryPoints: [join(project, 'src/entry.js')],
        bundle: true,
        write: false,
        metafile: true,
        format: 'esm',
        platform: 'browser',
        external: ['node:*', ...builtinModules],
        logLevel: 'error',
      })
      const inputs = new Map(Object.entries(metafile.inputs))
      const reached = new Set([...inputs.keys()].filter((key) => key.endsWith('src/entry.js')))
      const needed: string[] = []
      for (const file of reached) {
        for (const { kind, path, external } of inputs.get(file)?.imports ?? []) {
          // What runs a frontend for a daemon needs Node, and is imported when that is asked for.
          if (kind === 'dynamic-import') continue
          if (external) needed.push(`${file} ${path}`)
          else reached.add(path)
        }
      }
      expect(reached.size).toBeGreaterThan(1)
      expect(needed).toEqual([])
    },
  )
})
