import { describe, expect, it } from 'vitest'
import { tryBuild } from './build.ts'
import type { FrontendName } from './syntax-image.ts'
import { layOut } from './workspace.ts'

const files = {
  clean: `
# syntax-free
FROM slipway-test/busybox AS base
RUN true
`,
  warned: `
FROM slipway-test/busybox as Base
MAINTAINER someone
ENV KEY value
run echo $UNDEFINED
WORKDIR relative
COPY --from=Base /etc/arch /
CMD echo shell form
`,
  arguments: `
# VERSION is what is built
ARG VERSION=1.0
ARG UNUSED
FROM slipway-test/busybox AS builder
# NAME is for the greeting
ARG NAME=world
ARG VERSION
RUN --mount=type=secret,id=token,required --mount=type=ssh --mount=type=cache,target=/c true
RUN --mount=type=secret,id=other --mount=type=ssh,id=deploy,required true
# final is the default
FROM builder AS final
ARG LATE=$NAME
FROM slipway-test/busybox AS side
`,
  skipped: `
# check=skip=StageNameCasing
FROM slipway-test/busybox AS Upper
ENV KEY value
`,
}

describe.each(Object.entries(files))('%s', (_, dockerfile) => {
  for (const call of ['check', 'outline', 'targets']) {
    for (const format of ['text', 'json']) {
      it(`--call=${call} in ${format} prints what the built-in frontend prints`, async () => {
        const context = layOut({ Dockerfile: dockerfile.trimStart() })
        const ask = (frontend: FrontendName): Promise<unknown> => answer(context, frontend, call, format)
        expect(await ask('ours')).toEqual(await ask('built-in'))
      })
    }
  }
})

/** What a call prints for the Dockerfile of `context`, without what differs from session to session. */
async function answer(
  context: string,
  frontend: FrontendName,
  call: string,
  format: string,
): Promise<{ readonly code: number; readonly printed: unknown; readonly error: string | undefined }> {
  const { code, stdout, stderr } = await tryBuild({
    context,
    frontend,
    chosenBy: 'build argument',
    output: 'none',
    progress: 'plain',
    args: [`--call=${call},format=${format}`],
  })
  const error = stderr.split('\n').find((line) => line.startsWith('ERROR:'))
  if (format !== 'json' || stdout === '') return { code, printed: stdout, error }
  // The definition that the Dockerfile was read from names the session.
  const withoutDefinition = (key: string, value: unknown): unknown =>
    key === 'definition' ? undefined : value
  return { code, printed: JSON.parse(stdout, withoutDefinition), error }
}

it('--check fails a build that has warnings', async () => {
  const { code, stdout } = await tryBuild({ dockerfile: files.warned, output: 'none', args: ['--check'] })
  expect(code).toBe(1)
  expect(stdout).toContain('warnings have been found')
})

it('--check runs the rules of the linter where the Dockerfile asks for them', async () => {
  const body = 'FROM slipway-test/busybox:latest\nRUN sudo true\n# hadolint ignore=DL3004\nRUN sudo false\n'
  const ask = async (dockerfile: string) => {
    const args = ['--call=check,format=json']
    const { stdout } = await tryBuild({
      dockerfile,
      frontend: 'ours',
      chosenBy: 'build argument',
      output: 'none',
      args,
    })
    const { warnings } = JSON.parse(stdout) as {
      readonly warnings: readonly { readonly ruleName: string; readonly location: unknown }[] | null
    }
    return (warnings ?? []).map(({ ruleName }) => ruleName)
  }
  expect(await ask(body)).toEqual([])
  expect(await ask(`# extensions=linter\n${body}`)).toEqual(expect.arrayContaining(['NoSudo', 'LatestTag']))
  expect((await ask(`# extensions=linter\n${body}`)).filter((name) => name === 'NoSudo')).toHaveLength(1)
})
