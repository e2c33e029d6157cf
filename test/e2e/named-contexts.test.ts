import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { build } from './build.ts'
import { run } from './docker.ts'
import { makeRepository } from './git-repository.ts'
import { type HttpServer, startHttpServer } from './http-server.ts'
import { ImageLayout } from './image-layout.ts'
import { firstLine, syntaxImage } from './syntax-image.ts'
import { layOut, newDirectory } from './workspace.ts'

let server: HttpServer

beforeAll(async () => {
  const repository = await makeRepository('files', [{ 'mark.txt': 'git\n' }])
  server = await startHttpServer({ 'files.txt': 'http\n' }, repository.root)
})

const dockerfile = `
FROM slipway-test/busybox
COPY --from=files /mark.txt /copied
RUN --mount=type=bind,from=files,source=/mark.txt,target=/in cat /in > /mounted
`

async function mark(context: string): Promise<string> {
  const { layout } = await build({ dockerfile, args: [`--build-context=files=${context}`] })
  expect(layout.image.text('mounted')).toBe(layout.image.text('copied'))
  return layout.image.text('copied').trim()
}

describe('a named context', () => {
  it('is a local directory', async () => {
    expect(await mark(layOut({ 'mark.txt': 'local\n' }))).toBe('local')
  })

  it('is a git repository', async () => {
    expect(await mark(`${server.url}/files.git`)).toBe('git')
  })

  // Engines as old as 28 have a built-in frontend that refuses any http address that is not a repository.
  it.skipIf(syntaxImage === undefined)('is a file behind http', async () => {
    const { layout } = await build({
      dockerfile: 'FROM scratch\nCOPY --from=files /context /copied\n',
      args: [`--build-context=files=${server.url}/files.txt`],
    })
    expect(layout.image.text('copied')).toBe('http\n')
  })

  it('is an image', async () => {
    const { layout } = await build({
      dockerfile: 'FROM nothing-has-this-name\nRUN cat /etc/arch > /out\n',
      args: ['--build-context=nothing-has-this-name=docker-image://slipway-test/busybox'],
    })
    expect(layout.image.has('out')).toBe(true)
  })

  it('is an OCI layout', async () => {
    const made = await build({
      dockerfile: 'FROM slipway-test/busybox\nENV MADE=here\nRUN echo oci > /mark.txt\n',
    })
    expect(await mark(`oci-layout://${made.layout.dir}@${made.layout.digest}`)).toBe('oci')
    const { layout } = await build({
      dockerfile: 'FROM base\nRUN echo $MADE > /out\n',
      args: [`--build-context=base=oci-layout://${made.layout.dir}@${made.layout.digest}`],
    })
    expect(layout.image.text('out')).toBe('here\n')
  })

  it('is the result of another build of the same bake file', async () => {
    const other = 'FROM slipway-test/busybox\nENV FROM_TARGET=yes\nRUN echo input > /mark.txt\n'
    const user = `${dockerfile}FROM other\nCOPY --from=0 /copied /copied\nRUN echo $FROM_TARGET > /env\n`
    const dest = join(newDirectory(), 'layout')
    const dir = layOut({
      'other.Dockerfile': firstLine('ours') + other,
      'user.Dockerfile': firstLine('ours') + user,
      'docker-bake.json': JSON.stringify({
        target: {
          other: { dockerfile: 'other.Dockerfile' },
          default: {
            dockerfile: 'user.Dockerfile',
            contexts: { files: 'target:other', other: 'target:other' },
            output: [`type=oci,tar=false,dest=${dest}`],
          },
        },
      }),
    })
    const { code, stderr } = await run('docker', ['buildx', 'bake', '--progress=plain', '--allow=fs=*'], {
      cwd: dir,
      env: { BUILDX_NO_DEFAULT_ATTESTATIONS: '1' },
    })
    expect(code, stderr).toBe(0)
    const { image } = new ImageLayout(dest)
    expect(image.text('copied')).toBe('input\n')
    expect(image.text('env')).toBe('yes\n')
  })

  it('stands in for an image and for a stage, and is not fetched where nothing uses it', async () => {
    const { layout, steps } = await build({
      dockerfile: `
FROM registry.invalid/team/base:1 AS base
RUN echo base > /mark
FROM slipway-test/busybox AS files
RUN exit 1
FROM base
COPY --from=files /mark.txt /
`,
      args: [
        '--build-context=registry.invalid/team/base:1=docker-image://slipway-test/busybox',
        `--build-context=files=${layOut({ 'mark.txt': 'replaced\n' })}`,
        `--build-context=unused=${server.url}/no-such-file`,
      ],
    })
    expect(layout.image.text('mark.txt')).toBe('replaced\n')
    expect(layout.image.text('mark')).toBe('base\n')
    expect(steps.filter(({ name }) => name.includes('unused'))).toEqual([])
  })
})
