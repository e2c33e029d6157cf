import { expect, it } from 'vitest'
import { build } from './build.ts'
import { instructionSteps } from './progress.ts'

const dockerfile = `
FROM --platform=$BUILDPLATFORM slipway-test/busybox AS compiler
ARG TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT BUILDPLATFORM
RUN echo "$BUILDPLATFORM builds $TARGETPLATFORM: $TARGETOS $TARGETARCH [$TARGETVARIANT]" > /program
FROM slipway-test/busybox
ARG TARGETARCH
ENV BUILT_FOR=$TARGETARCH
COPY --from=compiler /program /program
`

it('builds for two platforms with a stage that cross-compiles', async () => {
  const { layout, steps } = await build({ dockerfile, args: ['--platform=linux/amd64,linux/arm64'] })
  const images = layout.images
  expect(images.map(({ platform }) => platform)).toEqual(['linux/amd64', 'linux/arm64'])
  for (const image of images) {
    const { architecture } = image.config
    expect(image.text('program')).toBe(`linux/amd64 builds linux/${architecture}: linux ${architecture} []\n`)
    expect(image.text('etc/arch').trim()).toBe(architecture)
    expect(image.config.config.Env).toContain(`BUILT_FOR=${architecture}`)
  }
  const names = instructionSteps(steps).map(({ name }) => name)
  expect(names).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^\[linux\/amd64 compiler 2\/2\] RUN /),
      expect.stringMatching(/^\[linux\/amd64->arm64 compiler 2\/2\] RUN /),
      expect.stringMatching(/^\[linux\/arm64 stage-1 2\/2\] COPY /),
    ]),
  )
})

it('builds for one other platform', async () => {
  const { layout } = await build({ dockerfile, args: ['--platform=linux/arm64'] })
  expect(layout.image.platform).toBe('linux/arm64')
  expect(layout.image.text('program')).toContain('linux/arm64')
})

it('makes a list of one platform where that is asked for', async () => {
  const { layout } = await build({ dockerfile, args: ['--build-arg=BUILDKIT_MULTI_PLATFORM=1'] })
  expect(layout.images.length).toBe(1)
})
