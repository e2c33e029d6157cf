import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { REFERENCE_VERSION } from '../../src/frontend/reference-version.ts'
import { type BuildOutcome, build } from './build.ts'
import type { BuiltImage } from './image-layout.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const { version } = JSON.parse(readFileSync(`${repository}package.json`, 'utf8')) as { version: string }

/** The image of the top-level Dockerfile, which is built by the engine's own frontend, of executables in dist. */
function buildFrontend(args: readonly string[] = []): Promise<BuildOutcome> {
  return build({
    context: repository,
    exporter: 'rewrite-timestamp=true',
    args: [
      ...['--platform=linux/amd64,linux/arm64', '--build-arg=BUILD_IMAGE=slipway-test/busybox'],
      ...['--build-arg=SOURCE_DATE_EPOCH=0', ...args],
    ],
  })
}

describe('the frontend image', () => {
  let images: readonly BuiltImage[]
  let digest: string

  beforeAll(async () => {
    const { layout } = await buildFrontend()
    images = layout.images
    digest = layout.digest
  })

  it('is there for amd64 and arm64, each with an executable for it', () => {
    expect(images.map(({ platform }) => platform)).toEqual(['linux/amd64', 'linux/arm64'])
    const machines = images.map((image) =>
      Buffer.from(image.entry('slipway-frontend').content).readUInt16LE(18),
    )
    expect(machines).toEqual([0x3e, 0xb7]) // e_machine of ELF: x86-64, AArch64
  })

  it('has the labels of a frontend, and one entrypoint', () => {
    for (const { config } of images) {
      expect(config.config.Labels).toEqual({
        'org.opencontainers.image.title': 'Slipway',
        'org.opencontainers.image.version': version,
        'slipway.reference': `docker/dockerfile ${REFERENCE_VERSION}`,
        'moby.buildkit.frontend.network.none': 'true',
        'moby.buildkit.frontend.caps':
          'moby.buildkit.frontend.inputs,moby.buildkit.frontend.subrequests,moby.buildkit.frontend.contexts,moby.buildkit.frontend.gitquerystring,moby.buildkit.frontend.contexts.zstd',
      })
      expect(config.config.Entrypoint).toEqual(['/slipway-frontend'])
      expect(config.config.Cmd ?? []).toEqual([])
    }
  })

  it('has the executable, the licences of what is linked into it, and nothing else', () => {
    for (const image of images) {
      const files = [...image.files.keys()].filter((path) => image.entry(path).type !== 'directory')
      expect(files.filter((path) => !path.startsWith('licenses/'))).toEqual(['slipway-frontend'])
      expect(files).toEqual(
        expect.arrayContaining(
          ['slipway', 'quickjs-ng', 'openssl', 'glibc'].map((name) => `licenses/${name}`),
        ),
      )
    }
  })

  it('has a bill of materials, whose parts all have their licence', () => {
    for (const image of images) {
      const { metadata, components } = JSON.parse(image.text('licenses/sbom.cdx.json')) as {
        readonly metadata: {
          readonly component: { readonly hashes: readonly { readonly content: string }[] }
        }
        readonly components: readonly { readonly name: string; readonly version: string }[]
      }
      const executable = image.entry('slipway-frontend').content
      expect(metadata.component.hashes[0]?.content).toBe(
        createHash('sha256').update(executable).digest('hex'),
      )
      expect(components.length).toBeGreaterThan(5)
      for (const { name, version } of components) {
        expect(version).not.toBe('')
        expect(image.text(`licenses/${name.replaceAll('/', '+')}`)).toMatch(/licen[cs]e|copyright/i)
      }
    }
  })

  it('comes out with the same digest when it is built again', async () => {
    const again = await buildFrontend(['--no-cache'])
    expect(again.layout.digest).toBe(digest)
  })
})
