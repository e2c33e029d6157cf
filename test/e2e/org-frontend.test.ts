import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { tryBuild } from './build.ts'
import { output, run } from './docker.ts'
import { syntaxImage } from './syntax-image.ts'
import { layOut, newDirectory } from './workspace.ts'

const examples = fileURLToPath(new URL('../../examples', import.meta.url))
const image = 'slipway-test/org-frontend'

/** Makes a frontend image from ours, as its own Dockerfile says. */
async function makeFrontend(name: string, context: string): Promise<void> {
  const base = syntaxImage ?? 'myorg/frontend'
  await output('docker', ['buildx', 'build', '-t', name, '--build-arg', `SLIPWAY_IMAGE=${base}`, context])
}

/** The sample app with the frontend under test, and its files changed. */
function app(
  change: (read: (file: string) => string) => Readonly<Record<string, string>> = () => ({}),
): string {
  const directory = newDirectory()
  cpSync(join(examples, 'org-app'), directory, { recursive: true })
  const read = (file: string) => readFileSync(join(directory, file), 'utf8')
  const dockerfile = read('Dockerfile').replace('myorg/frontend', image)
  writeFileSync(join(directory, 'Dockerfile'), dockerfile)
  for (const [file, text] of Object.entries(change(read))) writeFileSync(join(directory, file), text)
  return directory
}

/** What a build that fails ends with: the excerpt and the error. */
async function failure(context: string): Promise<string> {
  const { code, stderr } = await tryBuild({ context, output: 'none', progress: 'plain' })
  expect(code).toBe(1)
  return stderr
}

describe.skipIf(syntaxImage === undefined)('the frontend of an organisation', () => {
  beforeAll(() => makeFrontend(image, join(examples, 'org-frontend')))

  it('builds the app with its instructions and included files', async () => {
    await output('docker', ['buildx', 'build', '--load', '-t', 'slipway-test/org-app', app()])
    expect(await output('docker', ['run', '--rm', 'slipway-test/org-app'])).toBe('app 1.4.2 runs as 10001')
    const config = JSON.parse(
      await output('docker', ['inspect', '--format', '{{json .Config}}', 'slipway-test/org-app']),
    )
    expect(config).toMatchObject({
      User: '10001',
      Labels: {
        'org.example.team': 'platform',
        'org.example.release-notes': 'Greets faster',
        'org.opencontainers.image.version': '1.4.2',
      },
    })
  })

  it('numbers its instructions among the others', async () => {
    const { steps } = await tryBuild({ context: app(), output: 'none' })
    const names = steps.map(({ name }) => name)
    expect(names).toContain('[app 3/4] SERVICE_USER app')
    expect(names).toContain('[internal] load parts/runtime.Dockerfile')
  })

  it('refuses an image that runs as root, and shows where it does', async () => {
    const stderr = await failure(app((read) => ({ Dockerfile: `${read('Dockerfile')}USER root\n` })))
    expect(stderr).toMatch(
      /Dockerfile:12\n-+\n[\s\S]* 12 \| >>> USER root\n[\s\S]*policy no-root: the image runs as root/,
    )
  })

  it.each([
    ['while it is read', 'SERVICE_USR app', 'unknown instruction: SERVICE_USR (did you mean SERVICE_USER?)'],
    ['while it is converted', 'RELEASE next', 'RELEASE needs a version such as 1.4.2, and next is none'],
    ['while it runs', 'RUN exit 7', 'exit code: 7'],
  ])('shows the line of an included file that is wrong %s', async (_, line, message) => {
    const file = 'parts/runtime.Dockerfile'
    const stderr = await failure(app((read) => ({ [file]: `${read(file)}${line}\n` })))
    expect(stderr).toMatch(new RegExp(`${file}:5\\n-+\\n[\\s\\S]* 5 \\| >>> ${line}\\n`))
    expect(stderr).toContain(message)
    expect(stderr).toContain('>>> INCLUDE')
  })

  it('reports with its rule, and answers its call', async () => {
    const context = app((read) => ({ Dockerfile: read('Dockerfile').replace('busybox:latest', 'busybox') }))
    const check = await run('docker', ['buildx', 'build', '--call=check', context])
    expect(check.stdout).toContain('no warnings found')
    const bases = await output('docker', ['buildx', 'build', '--call=bases', app()])
    expect(bases).toMatch(/^build\tdocker.io\/slipway-test\/busybox:latest@sha256:[0-9a-f]{64}\napp\t/)
    const plain = app((read) => ({
      Dockerfile: read('Dockerfile').replace('FROM ${BASE}', 'FROM slipway-test/busybox'),
    }))
    const found = await run('docker', ['buildx', 'build', '--call=check', plain])
    expect(found.stdout).toContain('NoLatestTag')
    expect(found.stdout).toContain('slipway-test/busybox has no version')
  })
})

describe.skipIf(syntaxImage === undefined)(
  'an extension that is malformed ends in one error that names it',
  () => {
    it.each<[string, string, RegExp]>([
      ['does not parse', 'export default {', /extension \/extensions\/odd\.js cannot be loaded: /],
      [
        'exports nothing',
        'export const a = 1',
        /extension \/extensions\/odd\.js cannot be loaded: it has no default export/,
      ],
      [
        'throws',
        `import { defineFrontend, defineInstruction } from 'slipway'
export default defineFrontend({ name: 'odd', instructions: [
  defineInstruction({ name: 'ODD', convert() { throw new Error('boom') } }),
] })`,
        />>> ODD\n[\s\S]*instruction ODD of extension odd failed: boom/,
      ],
      [
        'never returns',
        `import { defineFrontend, definePolicy, defineInstruction } from 'slipway'
export default defineFrontend({
  name: 'odd',
  instructions: [defineInstruction({ name: 'ODD', step: false, convert() {} })],
  policies: [definePolicy({ name: 'slow', timeLimit: 500, check() { for (;;); } })],
})`,
        /policy slow of extension odd did not end within 0\.5 s/,
      ],
    ])('that %s', async (_, source, message) => {
      const name = 'slipway-test/odd-frontend'
      await makeFrontend(
        name,
        layOut({
          Dockerfile: 'ARG SLIPWAY_IMAGE\nFROM ${SLIPWAY_IMAGE}\nCOPY odd.js /extensions/\n',
          'odd.js': source,
        }),
      )
      const context = layOut({ Dockerfile: `# syntax = ${name}\nFROM slipway-test/busybox\nODD\n` })
      const stderr = await failure(context)
      expect(stderr).toMatch(message)
      expect(stderr).not.toContain('closed unexpectedly')
    })
  },
)
