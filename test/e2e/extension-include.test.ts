import { describe, expect, it } from 'vitest'
import { build, tryBuild } from './build.ts'
import { makeRepository } from './git-repository.ts'
import { startHttpServer } from './http-server.ts'
import { instructionSteps } from './progress.ts'
import { firstLine, syntaxImage } from './syntax-image.ts'
import { layOut } from './workspace.ts'

const head = `${firstLine('ours')}# extensions=include\n`
const host = ['--network=host', '--no-cache']

describe.skipIf(syntaxImage === undefined)('INCLUDE', () => {
  it('builds stages and instructions of files beside the Dockerfile', async () => {
    const { layout, steps } = await build({
      context: layOut({
        Dockerfile: `${head}ARG NAME=world\nINCLUDE docker/tools\nFROM tools\nINCLUDE docker/greet\n`,
        'docker/tools': 'FROM slipway-test/busybox AS tools\nINCLUDE more/words\n',
        'docker/more/words': 'COPY words.txt /words\n',
        'docker/greet': 'ARG NAME\nRUN echo "$(cat /words) $NAME" > /greeting\n',
        'words.txt': 'hello\n',
      }),
    })
    expect(layout.image.text('greeting')).toBe('hello world\n')
    expect(instructionSteps(steps).map(({ name }) => name.replace(/@sha256:\w+/, ''))).toEqual(
      expect.arrayContaining(['[tools 2/2] COPY words.txt /words']),
    )
  })

  it('reads repositories, downloads and named contexts', async () => {
    const repository = await makeRepository('images', [
      { 'base/Dockerfile': 'FROM slipway-test/busybox\nINCLUDE ../tools\n', tools: 'RUN echo git > /git\n' },
    ])
    const web = await startHttpServer(
      { 'd/part': 'RUN echo http > /http\nINCLUDE other\n', 'd/other': 'RUN echo beside > /beside\n' },
      repository.root,
    )
    const { layout } = await build({
      dockerfile: `# extensions=include\nINCLUDE ${web.url}/images.git#v1:base/Dockerfile\nINCLUDE ${web.url}/d/part\nINCLUDE --from=shared part\n`,
      args: [...host, '--build-context', `shared=${layOut({ part: 'RUN echo named > /named\n' })}`],
    })
    for (const path of ['git', 'http', 'beside', 'named']) expect(layout.image.text(path)).toContain(path)
  })

  it('a Dockerfile of a git context includes what is in the repository', async () => {
    const repository = await makeRepository('app', [
      {
        'docker/app.Dockerfile': `${head}FROM slipway-test/busybox\nINCLUDE ../parts/one\nCOPY file /file\n`,
        'parts/one': 'RUN echo one > /one\n',
        file: 'in git\n',
      },
    ])
    const web = await startHttpServer({}, repository.root)
    const { layout } = await build({
      context: `${web.url}/app.git#main`,
      args: [...host, '-f', 'docker/app.Dockerfile'],
    })
    expect(layout.image.text('one')).toBe('one\n')
    expect(layout.image.text('file')).toBe('in git\n')
  })

  it('builds for several platforms, reading each file once', async () => {
    const { layout } = await build({
      context: layOut({
        Dockerfile: `${head}INCLUDE part\n`,
        part: 'FROM scratch\nARG TARGETARCH\nCOPY $TARGETARCH /arch\n',
        amd64: 'amd64',
        arm64: 'arm64',
      }),
      args: ['--platform=linux/amd64,linux/arm64'],
    })
    expect(layout.images.map((image) => image.text('arch'))).toEqual(['amd64', 'arm64'])
  })

  it('checks tell of what is included, in its own file', async () => {
    const { stdout } = await tryBuild({
      context: layOut({
        Dockerfile: `${head}FROM slipway-test/busybox\nINCLUDE part\n`,
        part: '\nworkdir /sub\n',
      }),
      // As text, clients print the name of the Dockerfile above any excerpt.
      args: ['--call=check,format=json'],
      output: 'none',
      progress: 'plain',
    })
    const { warnings, sources } = JSON.parse(stdout) as {
      readonly warnings: readonly { readonly location: { readonly sourceIndex?: number } }[]
      readonly sources: readonly { readonly filename: string }[]
    }
    const files = warnings.map(({ location }) => sources[location.sourceIndex ?? 0]?.filename)
    expect(files).toEqual(['part'])
  })

  it.each([
    ['a failing RUN', 'RUN true\nRUN echo about; exit 7\n', 'parts/bad:2', '>>> RUN echo about; exit 7'],
    ['an unknown instruction', 'RUN true\n\nRUM x\n', 'parts/bad:3', '>>> RUM x'],
    ['a missing COPY source', 'COPY nowhere /\n', 'parts/bad:1', '>>> COPY nowhere /'],
    ['a missing file', 'INCLUDE nowhere\n', 'parts/bad:1', '>>> INCLUDE nowhere'],
    ['a circle', 'INCLUDE bad\n', 'parts/bad:1', 'parts/bad -> parts/bad'],
  ])('%s in an included file is shown there', async (_, part, place, shown) => {
    const { code, stderr } = await tryBuild({
      context: layOut({
        Dockerfile: `${head}FROM slipway-test/busybox\nINCLUDE parts/bad\n`,
        'parts/bad': part,
      }),
      output: 'none',
      progress: 'plain',
    })
    expect(code).toBe(1)
    const message = stderr.slice(stderr.search(/^(------|Dockerfile:|parts\/bad:|ERROR:)/m))
    expect(message).toContain(place)
    expect(message).toContain(shown)
    expect(message).toContain('>>> INCLUDE parts/bad')
  })
})
