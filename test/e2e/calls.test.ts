import { describe, expect, it } from 'vitest'
import { tryBuild } from './build.ts'

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
        const ask = async (frontend: 'ours' | 'built-in'): Promise<unknown> => {
          const { code, stdout } = await tryBuild({
            dockerfile: dockerfile.trimStart(),
            frontend,
            chosenBy: 'build argument',
            output: 'none',
            args: [`--call=${call},format=${format}`],
          })
          return { code, answer: format === 'json' ? JSON.parse(stdout) : stdout }
        }
        expect(await ask('ours')).toEqual(await ask('built-in'))
      })
    }
  }
})

it('--check fails a build that has warnings', async () => {
  const { code, stdout } = await tryBuild({ dockerfile: files.warned, output: 'none', args: ['--check'] })
  expect(code).toBe(1)
  expect(stdout).toContain('warnings have been found')
})
