import { expect, it } from 'vitest'
import { build } from './build.ts'

it('passes --add-host, --shm-size, --ulimit and --network on to RUN', async () => {
  const { layout } = await build({
    args: [
      '--add-host=one.example:10.1.2.3',
      '--shm-size=32m',
      '--ulimit=nofile=1234:2345',
      '--network=none',
    ],
    dockerfile: `
FROM slipway-test/busybox
RUN grep one.example /etc/hosts > /hosts; df -k /dev/shm | tail -1 | awk '{print $2}' > /shm; \\
    ulimit -Sn > /ulimit; ulimit -Hn >> /ulimit; ls /sys/class/net > /net
`,
  })
  const { image } = layout
  expect(image.text('hosts')).toMatch(/^10\.1\.2\.3\s+one\.example\n$/)
  expect(image.text('shm')).toBe('32768\n')
  expect(image.text('ulimit')).toBe('1234\n2345\n')
  expect(image.text('net')).toBe('lo\n')
})

it('runs in the network of the host with --network=host', async () => {
  const dockerfile = 'FROM slipway-test/busybox\nRUN ls /sys/class/net > /net\n'
  const host = await build({ dockerfile, args: ['--network=host', '--no-cache'] })
  const none = await build({ dockerfile, args: ['--network=none', '--no-cache'] })
  expect(host.layout.image.text('net').split('\n').length).toBeGreaterThan(
    none.layout.image.text('net').split('\n').length,
  )
})

const stages = `
FROM slipway-test/busybox AS one
RUN cat /proc/sys/kernel/random/uuid > /one
FROM slipway-test/busybox AS two
RUN cat /proc/sys/kernel/random/uuid > /two
FROM scratch
COPY --from=one /one /
COPY --from=two /two /
`

it('repeats the stages that --no-cache-filter names, and only these', async () => {
  const first = (await build({ dockerfile: stages })).layout.image
  const filtered = (await build({ dockerfile: stages, args: ['--no-cache-filter=two'] })).layout.image
  const all = (await build({ dockerfile: stages, args: ['--no-cache'] })).layout.image
  expect(filtered.text('one')).toBe(first.text('one'))
  expect(filtered.text('two')).not.toBe(first.text('two'))
  expect(all.text('one')).not.toBe(first.text('one'))
})

it('takes build arguments, labels and a target', async () => {
  const { layout } = await build({
    args: ['--build-arg=NAME=given', '--build-arg=GLOBAL=2', '--label=org.example.a=b', '--target=first'],
    dockerfile: `
ARG GLOBAL=1
FROM slipway-test/busybox AS first
ARG NAME=default
ARG GLOBAL
RUN echo "$NAME $GLOBAL" > /out
FROM first
RUN exit 1
`,
  })
  expect(layout.image.text('out')).toBe('given 2\n')
  expect(layout.image.config.config.Labels).toMatchObject({ 'org.example.a': 'b' })
})

it('keeps proxy variables out of the image and its cache keys', async () => {
  const dockerfile = `FROM slipway-test/busybox\nRUN echo "$http_proxy" > /out; cat /proc/sys/kernel/random/uuid > /id\n`
  const one = await build({ dockerfile, args: ['--build-arg=http_proxy=http://one.invalid', '--no-cache'] })
  const two = await build({ dockerfile, args: ['--build-arg=http_proxy=http://two.invalid'] })
  expect(one.layout.image.text('out')).toBe('http://one.invalid\n')
  expect(two.layout.image.text('id')).toBe(one.layout.image.text('id'))
  expect(one.layout.image.configText).not.toContain('one.invalid')
})
