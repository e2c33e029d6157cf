import { expect, it } from 'vitest'
import { build } from './build.ts'
import { syntaxImage } from './syntax-image.ts'

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
  expect([...found.keys()].sort()).toEqual(['sbom', 'sbom-builder', 'sbom-context'])
  expect(found.get('sbom')).toEqual(['./final.txt'])
  expect(found.get('sbom-context')).toEqual(['./source.txt'])
  expect(found.get('sbom-builder')).toContain('./built.txt')
})

it('attaches one for each platform', async () => {
  const { layout } = await build({
    dockerfile: 'FROM slipway-test/busybox\n',
    args: [sbom, '--platform=linux/amd64,linux/arm64'],
  })
  expect(layout.images.map(({ statements }) => statements.length)).toEqual([1, 1])
})

it('has a provenance that names the materials and the places in the Dockerfile', async () => {
  const { layout } = await build({ dockerfile, args: ['--provenance=mode=max'] })
  const [statement, ...more] = layout.image.statements
  expect(more).toEqual([])
  const text = statement?.text ?? ''
  expect(text).toContain('pkg:docker/slipway-test/busybox@latest')
  if (syntaxImage !== undefined) expect(text).toContain(`pkg:docker/${syntaxImage}@latest`)
  const { predicate } = JSON.parse(text) as { predicate: Provenance }
  const { source } = predicate.metadata['https://mobyproject.org/buildkit@v1#metadata']
  expect(source.infos.map(({ filename }) => filename)).toEqual(['Dockerfile'])
  const file = Buffer.from(source.infos[0]?.data ?? '', 'base64').toString()
  expect(file).toContain(dockerfile)
  const lines = Object.values(source.locations).flatMap(({ locations }) =>
    (locations ?? []).flatMap(({ ranges }) => (ranges ?? []).map(({ start }) => start.line)),
  )
  const last = file.split('\n').findIndex((line) => line.startsWith('COPY ')) + 1
  expect(lines).toContain(last)
})

interface Provenance {
  readonly metadata: {
    readonly 'https://mobyproject.org/buildkit@v1#metadata': {
      readonly source: {
        readonly infos: readonly { readonly filename: string; readonly data: string }[]
        readonly locations: Readonly<
          Record<
            string,
            { readonly locations?: readonly { readonly ranges?: readonly { start: { line: number } }[] }[] }
          >
        >
      }
    }
  }
}
