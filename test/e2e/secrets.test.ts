import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { build, tryBuild } from './build.ts'
import { findLeaks } from './leaks.ts'

const secret = randomBytes(24).toString('base64url')
const withSecret = { args: ['--secret=id=token,env=TOKEN', '--provenance=mode=max'], env: { TOKEN: secret } }

it('hands a secret to RUN as a file with the mode and owner asked for, and to that RUN alone', async () => {
  const { layout } = await build({
    ...withSecret,
    dockerfile: `
FROM slipway-test/busybox
RUN --mount=type=secret,id=token,target=/etc/token,mode=0440,uid=1000,gid=1000 \\
    stat -c '%a %u %g %s' /etc/token > /seen
RUN --mount=type=secret,id=token wc -c < /run/secrets/token > /default
RUN test ! -s /etc/token && test ! -e /run/secrets/token
`,
  })
  expect(layout.image.text('seen')).toBe(`440 1000 1000 ${secret.length}\n`)
  expect(layout.image.text('default').trim()).toBe(String(secret.length))
  expect(findLeaks({ code: 0, stdout: '', stderr: '', steps: [], printed: '', layout }, [secret])).toEqual([])
})

it('hands a secret to RUN as a variable of the environment, and to that RUN alone', async () => {
  const outcome = await build({
    ...withSecret,
    dockerfile: `
FROM slipway-test/busybox
RUN --mount=type=secret,id=token,env=API_TOKEN,required echo "$API_TOKEN" | wc -c > /length; test ! -e /run/secrets/token
RUN test -z "$API_TOKEN"
`,
  })
  expect(outcome.layout.image.text('length').trim()).toBe(String(secret.length + 1))
  expect(findLeaks(outcome, [secret])).toEqual([])
})

it('runs without a secret that is not required', async () => {
  const { layout } = await build({
    dockerfile: `
FROM slipway-test/busybox
RUN --mount=type=secret,id=absent,env=ABSENT test ! -e /run/secrets/absent && echo "[$ABSENT]" > /out
`,
  })
  expect(layout.image.text('out')).toBe('[]\n')
})

it.each([
  ['as a file', 'type=secret,id=moelove,target=/cache_builder,required'],
  ['as a variable', 'type=secret,id=moelove,env=TOKEN,required'],
])('names the missing secret when it is required %s', async (_, mount) => {
  const { code, stderr } = await tryBuild({
    dockerfile: `FROM slipway-test/busybox\nRUN --mount=${mount} true\n`,
    output: 'none',
    progress: 'plain',
  })
  expect(code).toBe(1)
  expect(stderr).toContain('secret moelove: not found')
  expect(stderr).toContain(`>>> RUN --mount=${mount} true`)
})

it('would notice a leak', async () => {
  const dockerfile = `
FROM slipway-test/busybox AS file
RUN --mount=type=secret,id=token base64 /run/secrets/token > /copied
FROM slipway-test/busybox AS history
ARG TOKEN
RUN echo $TOKEN > /dev/null
FROM slipway-test/busybox AS log
RUN --mount=type=secret,id=token,env=TOKEN sleep 0.1; echo "token is $TOKEN"
`
  const leaks = async (target: string, args: readonly string[] = []): Promise<string[]> =>
    findLeaks(
      await build({
        ...withSecret,
        dockerfile,
        args: ['--no-cache', ...withSecret.args, `--target=${target}`, ...args],
      }),
      [secret],
    )
  expect(await leaks('file')).toEqual([expect.stringMatching(/^blobs\/.* unpacked$/)])
  expect(await leaks('history', ['--build-arg=TOKEN'])).toEqual(
    expect.arrayContaining([expect.stringMatching(/^blobs\//)]),
  )
  expect(await leaks('log')).toContain('the logs of its steps')
})
