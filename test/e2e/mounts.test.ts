import { expect, it } from 'vitest'
import { build } from './build.ts'

it('binds files of the build context, of a stage and of an image', async () => {
  const { layout } = await build({
    context: { 'dir/a.txt': 'from the context\n' },
    dockerfile: `
FROM slipway-test/busybox AS made
RUN echo 'from a stage' > /made.txt
FROM slipway-test/busybox
RUN --mount=type=bind,source=dir,target=/in --mount=from=made,source=/made.txt,target=/made.txt \\
    --mount=type=bind,from=slipway-test/git,source=/usr/bin,target=/tools \\
    cat /in/a.txt /made.txt > /out && ls /tools/git >> /out
RUN --mount=type=bind,target=/ro sh -c '! touch /ro/file'
RUN --mount=type=bind,target=/rw,rw echo written > /rw/file && cat /rw/file
RUN --mount=type=bind,target=/again test ! -e /again/file
`,
  })
  expect(layout.image.text('out')).toBe('from the context\nfrom a stage\n/tools/git\n')
  expect(layout.image.has('in/a.txt')).toBe(false)
})

it('keeps a cache mount between builds, with mode, owner and starting content', async () => {
  const id = `slipway-${Date.now()}`
  const step = (round: number): string => `
FROM slipway-test/busybox AS seed
RUN mkdir /seed && echo seed > /seed/list
FROM slipway-test/busybox
RUN --mount=type=cache,id=${id},target=/cache,from=seed,source=/seed,sharing=locked \\
    echo ${round} >> /cache/list && cp /cache/list /out
RUN --mount=type=cache,id=${id}-owned,target=/owned,mode=0750,uid=1000,gid=1000 stat -c '%a %u %g' /owned > /owner
RUN --mount=type=cache,id=${id},target=/cache,ro sh -c '! touch /cache/new'
`
  await build({ dockerfile: step(1) })
  const { layout } = await build({ dockerfile: step(2) })
  expect(layout.image.text('out')).toBe('seed\n1\n2\n')
  expect(layout.image.text('owner')).toBe('750 1000 1000\n')
  expect(layout.image.has('cache/list')).toBe(false)
})

it('mounts a tmpfs of the size asked for, gone afterwards', async () => {
  const { layout } = await build({
    dockerfile: `
FROM slipway-test/busybox
RUN --mount=type=tmpfs,target=/scratch,size=8m df -k /scratch | tail -1 | awk '{print $1, $2}' > /out && touch /scratch/x
RUN test ! -e /scratch/x
`,
  })
  expect(layout.image.text('out')).toBe('tmpfs 8192\n')
})

it('runs without a network, in the network of the host, and in one of its own', async () => {
  const { layout } = await build({
    args: ['--allow=network.host'],
    dockerfile: `
FROM slipway-test/busybox
RUN --network=none ip -o link | grep -vc ' lo:' > /none; true
RUN --network=default ip -o link | grep -vc ' lo:' > /default; true
RUN --network=host ip -o link | grep -vc ' lo:' > /host; true
`,
  })
  expect(layout.image.text('none')).toBe('0\n')
  expect(Number(layout.image.text('default'))).toBe(1)
  expect(Number(layout.image.text('host'))).toBeGreaterThan(1)
})
