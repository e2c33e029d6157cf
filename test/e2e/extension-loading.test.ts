import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { tryBuild } from './build.ts'
import { output, run } from './docker.ts'
import { syntaxImage } from './syntax-image.ts'
import { type Files, layOut } from './workspace.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

const greet = (convert: string, before = '') => `import { defineFrontend, defineInstruction } from 'slipway'
${before}
export default defineFrontend({ name: 'mine', instructions: [defineInstruction({
  name: 'GREET',
  async convert({ text }, stage) {
    ${convert}
  },
})] })
`

const write = `stage.file([{ type: 'mkfile', path: '/greeting', mode: 0o644, data: new TextEncoder().encode(text + mark) }])
    stage.commit('GREET', { layer: true })`

/** Makes a frontend image of files in /extensions, from ours, and builds a Dockerfile with it. */
async function build(name: string, extensions: Files, args: readonly string[] = []) {
  const image = `slipway-test/${name}`
  const base = syntaxImage ?? 'myorg/frontend'
  const context = layOut({
    ...extensions,
    Dockerfile: `FROM ${base}\nCOPY . /extensions/\n`,
    '.dockerignore': 'Dockerfile',
  })
  await output('docker', ['buildx', 'build', '-t', image, context])
  const dockerfile = `# syntax = ${image}\nFROM slipway-test/busybox\nGREET you\n`
  return tryBuild({ context: { Dockerfile: dockerfile }, progress: 'plain', args })
}

describe.skipIf(syntaxImage === undefined)('extensions in the image', () => {
  it('are TypeScript files that import others, and print into the build', async () => {
    const { code, layout, stderr } = await build('loading', {
      'greet.ts': greet(
        `console.log('greeting %s', text)\n    ${write}`,
        "import { mark } from './lib/mark.ts'",
      ),
      'lib/mark.ts': "export const mark: string = '!'\n",
    })
    expect({ code, stderr }).toMatchObject({ code: 0 })
    expect(layout.image.text('greeting')).toBe('you!')
    expect(stderr).toContain('/extensions/greet.ts:6: greeting you')
  })

  it('that cannot be loaded are told of with file and line', async () => {
    const { code, stderr } = await build('unloadable', {
      'greet.ts': "\nimport fs from 'node:fs'\nexport default fs\n",
    })
    expect(code).toBe(1)
    expect(stderr).toContain('greet.ts:2: an extension cannot use node:fs: modules of Node are not there')
    expect(stderr).toContain(">>> import fs from 'node:fs'")
  })

  it('that fail show where to those who ask', async () => {
    const files = { 'greet.ts': greet("throw new Error('no luck')") }
    const plain = await build('failing', files)
    expect(plain.stderr).toContain('instruction GREET of extension mine failed: no luck')
    expect(plain.stderr).toContain('>>> GREET you')
    expect(plain.stderr).not.toContain('greet.ts')
    const asked = await build('failing', files, ['--build-arg', 'SLIPWAY_DEBUG=1'])
    expect(asked.stderr).toMatch(/at convert \(\/extensions\/greet\.ts:6:\d+\)/)
  })

  it('that loop behind an await end the build, and are named', { timeout: 180_000 }, async () => {
    const { code, stderr } = await build('looping', { 'greet.ts': greet('await null\n    for (;;);') })
    expect(code).toBe(1)
    expect(stderr).toContain('extension /extensions/greet.ts did not end within 5 s of computing')
  })

  it('that take all memory end the build, and are named', { timeout: 180_000 }, async () => {
    const files = { 'greet.ts': greet('const all: object[] = []\n    for (;;) all.push({ a: [] })') }
    const { code, stderr } = await build('greedy', files)
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /greet\.ts needs more than 512 MiB of memory|GREET of extension mine failed: out of memory/,
    )
  })
})

describe.skipIf(syntaxImage === undefined)('slipway image', () => {
  const project = {
    'package.json': '{ "name": "mine", "type": "module" }',
    'slipway.config.ts':
      "export default { frontend: './src/greet.ts', image: 'slipway-test/made' } as const\n",
    'src/greet.ts': greet(write, "import { mark } from 'mark'"),
    'node_modules/mark/package.json': '{ "main": "mark.js" }',
    'node_modules/mark/mark.js': "exports.mark = '?'\n",
  }
  const slipway = (directory: string, ...args: readonly string[]) =>
    run(process.execPath, [main, 'image', ...args], { cwd: directory })

  it.each([
    ['the program of the package', []],
    ['another image', ['--base', syntaxImage ?? '']],
  ])('makes an image of a project, from %s', async (_name, args) => {
    const { code, stdout, stderr } = await slipway(layOut(project), ...args)
    expect({ code, stdout, stderr }).toMatchObject({ code: 0, stdout: '# syntax = slipway-test/made\n' })
    const built = await tryBuild({
      context: { Dockerfile: `${stdout}FROM slipway-test/busybox\nGREET you\n` },
    })
    expect(built.code, built.stderr).toBe(0)
    expect(built.layout.image.text('greeting')).toBe('you?')
  })

  it('an image of it may have more in /extensions', async () => {
    await slipway(layOut(project))
    const more =
      "export default { name: 'more', policies: [{ name: 'never', check: (plan) => plan.refuse('not today', plan.target.place) }] }\n"
    const context = layOut({
      'more.js': more,
      Dockerfile: 'FROM slipway-test/made\nCOPY more.js /extensions/\n',
    })
    await output('docker', ['buildx', 'build', '-t', 'slipway-test/made-more', context])
    const dockerfile = '# syntax = slipway-test/made-more\nFROM slipway-test/busybox\nGREET you\n'
    const { code, stderr } = await tryBuild({ context: { Dockerfile: dockerfile }, progress: 'plain' })
    expect(code).toBe(1)
    expect(stderr).toContain('policy never: not today')
  })
})
