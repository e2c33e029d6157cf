import { expect, it } from 'vitest'
import { build } from './build.ts'

it('takes over the config of a base image and runs its ONBUILD triggers', async () => {
  const { layout, steps } = await build({
    context: { 'source.txt': 'sources\n' },
    args: ['--build-arg=RELEASE=7'],
    dockerfile: `
FROM slipway-test/onbuild
ENV LAYERED=app
LABEL org.example.layer=app
CMD ["run"]
`,
  })
  const { image } = layout
  expect(image.entry('srv/app/source.txt')).toMatchObject({ uid: 1000 })
  expect(image.text('tmp/built')).toBe('built for 7\n')
  const { config } = image.config
  expect(config).toMatchObject({
    User: 'app',
    WorkingDir: '/srv/app',
    Entrypoint: ['sh', '-c'],
    Cmd: ['run'],
    ExposedPorts: { '8080/tcp': {} },
    Volumes: { '/data': {} },
    StopSignal: 'SIGTERM',
    Labels: { 'org.example.layer': 'app', 'org.example.kept': 'yes' },
    Healthcheck: { Test: ['CMD', 'true'], Interval: 30_000_000_000 },
  })
  expect(config.Env).toEqual([
    expect.stringMatching(/^PATH=/),
    'APP_HOME=/srv/app',
    'LAYERED=app',
    'RELEASE=7',
  ])
  expect(config.OnBuild ?? []).toEqual([])
  expect(steps.map(({ name }) => name.replace(/^\[2\/\d\]/, '[2/n]'))).toContain(
    '[2/n] ONBUILD COPY --chown=app . /srv/app/',
  )
})

it('runs the ONBUILD triggers of a stage', async () => {
  const { layout } = await build({
    dockerfile: `
FROM slipway-test/busybox AS base
ONBUILD RUN echo triggered > /trigger
ONBUILD COPY --from=other /other /other
FROM slipway-test/busybox AS other
RUN echo other > /other
FROM base
RUN cat /trigger /other > /out
`,
  })
  expect(layout.image.text('out')).toBe('triggered\nother\n')
  expect(layout.image.config.config.OnBuild ?? []).toEqual([])
})
