import { randomUUID } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { output, run } from './docker.ts'
import { instructionSteps, readSteps } from './progress.ts'
import { Registry } from './registry.ts'
import { syntaxImage } from './syntax-image.ts'
import { readTar } from './tar.ts'
import { Worker } from './worker.ts'
import { layOut, newDirectory } from './workspace.ts'

/** Two BuildKits behind one builder, one for each platform, that share nothing but a registry. */
describe('a builder of several nodes', () => {
  const config = { BUILDX_CONFIG: newDirectory(), BUILDX_NO_DEFAULT_ATTESTATIONS: '1', NO_COLOR: '1' }
  const platforms = ['linux/amd64', 'linux/arm64'] as const
  const workers: Worker[] = []
  let registry: Registry
  let head: string
  let busybox: string

  const buildx = (...args: readonly string[]) => output('docker', ['buildx', ...args], { env: config })

  beforeAll(async () => {
    registry = await Registry.start()
    busybox = await registry.take('slipway-test/busybox')
    head = syntaxImage === undefined ? '' : `# syntax = ${await registry.take(syntaxImage)}\n`
    for (const platform of platforms) {
      const worker = await Worker.start(`several-nodes-${workers.length}`)
      workers.push(worker)
      const common = ['create', '--driver=remote', `--platform=${platform}`]
      await buildx(...common, '--name=both', ...(workers.length > 1 ? ['--append'] : []), worker.endpoint)
      await buildx('create', '--driver=remote', `--name=only-${workers.length}`, worker.endpoint)
    }
  })

  afterAll(async () => {
    for (const worker of workers) await worker.stop()
    await registry?.stop()
  })

  async function build(builder: string, dockerfile: string, args: readonly string[]) {
    const context = layOut({ Dockerfile: head + dockerfile, amd64: 'of amd64\n', arm64: 'of arm64\n' })
    const { code, stderr } = await run(
      'docker',
      ['buildx', 'build', `--builder=${builder}`, '--progress=rawjson', ...args, context],
      { env: config },
    )
    return { code, steps: readSteps(stderr), printed: stderr }
  }

  const dockerfile = (salt: string) => `
FROM --platform=$BUILDPLATFORM ${busybox} AS build
ARG TARGETARCH
RUN --network=none echo "${salt} for $TARGETARCH" > /made && cat /proc/sys/kernel/random/uuid > /once
FROM scratch
ARG TARGETARCH
COPY $TARGETARCH /context
COPY --link --from=build /made /once /
`

  it('builds each platform on its own node, and the result is one image', async () => {
    const salt = randomUUID()
    const target = `${registry.host}/result`
    const { code, printed, steps } = await build('both', dockerfile(salt), [
      `--platform=${platforms.join(',')}`,
      `--output=type=image,name=${target}:1,push=true`,
    ])
    expect([code, code === 0 ? '' : printed]).toEqual([0, ''])
    const commands = steps.filter(({ name }) => name.includes('RUN')).map(({ name }) => name)
    expect(commands.map((name) => /\[(\S+) build/.exec(name)?.[1]).sort()).toEqual([
      'linux/amd64',
      'linux/amd64->arm64',
    ])

    const { manifests = [] } = await registry.manifest('result', '1')
    expect(manifests.map(({ platform }) => `${platform?.os}/${platform?.architecture}`).sort()).toEqual(
      platforms,
    )
    for (const { digest, platform } of manifests) {
      const { layers = [], config: image } = await registry.manifest('result', digest)
      const { architecture } = JSON.parse(String(await registry.blob('result', image?.digest ?? '')))
      expect(architecture).toBe(platform?.architecture)
      const files = new Map<string, string>()
      for (const layer of layers) {
        const entries = readTar(gunzipSync(await registry.blob('result', layer.digest)))
        for (const entry of entries) files.set(entry.path, Buffer.from(entry.content).toString())
      }
      expect(files.get('made')).toBe(`${salt} for ${architecture}\n`)
      expect(files.get('context')).toBe(`of ${architecture}\n`)
    }
  })

  it('takes from one node what another has built, by way of the registry', async () => {
    const text = dockerfile(randomUUID())
    const cache = `type=registry,ref=${registry.host}/cache`
    const platform = '--platform=linux/amd64'
    const first = await build('only-1', text, [platform, `--cache-to=${cache},mode=max`])
    expect([first.code, first.code === 0 ? '' : first.printed]).toEqual([0, ''])
    const command = instructionSteps(first.steps).find(({ name }) => name.includes('RUN'))
    expect(command).toMatchObject({ cached: false, completed: true })
    const second = await build('only-2', text, [platform, `--cache-from=${cache}`, '--output=type=cacheonly'])
    expect([second.code, second.code === 0 ? '' : second.printed]).toEqual([0, ''])
    const made = instructionSteps(second.steps).filter(({ name }) => !name.includes('FROM'))
    expect(made.length).toBeGreaterThanOrEqual(3)
    expect(made.filter(({ cached }) => !cached).map(({ name }) => name)).toEqual([])
  })

  it('fails as one where a node fails', async () => {
    const text = 'FROM scratch\nARG TARGETARCH\nCOPY missing-$TARGETARCH /\n'
    const { code, printed } = await build('both', text, [`--platform=${platforms.join(',')}`])
    expect(code).not.toBe(0)
    expect(printed).toMatch(/missing-a(?:md|rm)64/)
  })
})
