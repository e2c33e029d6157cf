import { expect, it } from 'vitest'
import { type BuildOutcome, build } from './build.ts'

const epoch = 1_600_000_000
const request = {
  context: { 'file.txt': 'content\n' },
  exporter: 'rewrite-timestamp=true',
  dockerfile: `
FROM slipway-test/busybox AS builder
ARG SOURCE_DATE_EPOCH
RUN echo "$SOURCE_DATE_EPOCH" > /epoch
FROM scratch
COPY --from=builder /epoch /
COPY file.txt /docs/
WORKDIR /work
LABEL a=b
`,
}

function buildAt(args: readonly string[]): Promise<BuildOutcome> {
  return build({ ...request, args: ['--no-cache', ...args] })
}

it('gives the same image digest for two builds with SOURCE_DATE_EPOCH', async () => {
  const one = await buildAt([`--build-arg=SOURCE_DATE_EPOCH=${epoch}`])
  await new Promise((resolve) => setTimeout(resolve, 1100)) // another second of the clock
  const two = await buildAt([`--build-arg=SOURCE_DATE_EPOCH=${epoch}`])
  expect(two.layout.digest).toBe(one.layout.digest)

  const { image } = one.layout
  expect(image.text('epoch')).toBe(`${epoch}\n`)
  expect(image.config.created).toBe('2020-09-13T12:26:40Z')
  expect(image.config.history?.map(({ created }) => created)).toEqual(
    image.config.history?.map(() => '2020-09-13T12:26:40Z'),
  )
  for (const { modified, path } of image.files.values()) {
    expect(modified, path).toBe(epoch)
  }
})

it('takes SOURCE_DATE_EPOCH from the environment of the command', async () => {
  const { layout } = await build({ ...request, env: { SOURCE_DATE_EPOCH: String(epoch) } })
  expect(layout.image.config.created).toBe('2020-09-13T12:26:40Z')
})
