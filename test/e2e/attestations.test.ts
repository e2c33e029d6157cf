import { expect, it } from 'vitest'
import { build } from './build.ts'

const sbom = '--attest=type=sbom,generator=slipway-test/scanner,TEST_PARAMETER=of-the-test'

const dockerfile = `
ARG BUILDKIT_SBOM_SCAN_CONTEXT=true
FROM slipway-test/busybox AS builder
ARG BUILDKIT_SBOM_SCAN_STAGE=true
RUN echo built > /built.txt
FROM scratch
COPY --from=builder /built.txt /final.txt
`

interface Statement {
  readonly predicate: {
    readonly name: string
    readonly comment: string
    readonly files: { fileName: string }[]
  }
}

it('attaches what a scanner finds in the result, in a stage and in the build context', async () => {
  const { layout } = await build({ context: { 'source.txt': '' }, dockerfile, args: [sbom] })
  const { statements } = layout.image
  expect(statements.map(({ predicateType }) => predicateType)).toEqual(
    statements.map(() => 'https://spdx.dev/Document'),
  )
  const found = new Map(
    statements.map(({ text }) => {
      const { predicate } = JSON.parse(text) as Statement
      return [predicate.name, predicate.files.map(({ fileName }) => fileName)] as const
    }),
  )
  expect([...found.keys()].sort()).toEqual(['sbom', 'sbom-build-context', 'sbom-builder'])
  expect(found.get('sbom')).toEqual(['./final.txt'])
  expect(found.get('sbom-build-context')).toEqual(['./source.txt'])
  expect(found.get('sbom-builder')).toContain('./built.txt')
})

it('attaches one for each platform', async () => {
  const { layout } = await build({
    dockerfile: 'FROM slipway-test/busybox\n',
    args: [sbom, '--platform=linux/amd64,linux/arm64'],
  })
  expect(layout.images.map(({ statements }) => statements.length)).toEqual([1, 1])
})

it('has a provenance that names the materials, the Dockerfile and the instructions', async () => {
  const { layout } = await build({ dockerfile, args: ['--provenance=mode=max', '--build-arg=UNUSED=1'] })
  const [statement, ...more] = layout.image.statements
  expect(more).toEqual([])
  const text = statement?.text ?? ''
  expect(text).toContain('pkg:docker/slipway-test/busybox@latest')
  expect(text).toContain(
    Buffer.from('ARG BUILDKIT_SBOM_SCAN_CONTEXT=true').toString('base64').slice(4, -4).length > 0
      ? 'llbDefinition'
      : '',
  )
})
