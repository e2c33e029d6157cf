import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { build } from './build.ts'
import { instructionSteps } from './progress.ts'
import { solvedGraph } from './solved-graph.ts'

const context = { 'package.txt': 'dependencies\n', 'src/main.txt': 'sources\n' }

/** A Dockerfile whose steps no earlier build has made: `salt` is part of all of them. */
function dockerfile(salt: string): string {
  return `
ARG BASE=slipway-test/busybox
FROM $BASE AS builder
ENV SALT=${salt}
WORKDIR /src/${salt}
COPY package.txt .
RUN --mount=type=cache,target=/cache cat package.txt > /installed
RUN --network=none echo "$SALT"
COPY --chown=1000:1000 --chmod=755 src src
RUN --mount=type=bind,target=/ctx --mount=type=tmpfs,target=/t --mount=type=secret,id=none ls /ctx
RUN <<END
  echo one ${salt}
  echo two
END
COPY <<file.txt /file.txt
content ${salt}
file.txt
FROM builder AS tested
RUN ["/bin/sh", "-c", "echo exec form"]
FROM scratch
COPY --link --from=builder /src/${salt}/ /app/
COPY --from=tested /installed /file.txt /
ADD package.txt /added/
USER 1000
LABEL salt=${salt}
CMD ["/app"]
`
}

describe.each([
  ['the built-in frontend', 'ours', 'built-in', 'ours'],
  ['ours', 'the built-in frontend', 'ours', 'built-in'],
] as const)('what %s has built', (_, second, before, after) => {
  it(`is cached, every step, when it is built through ${second}`, async () => {
    const request = { dockerfile: dockerfile(randomUUID()), context, args: ['--provenance=mode=max'] }
    const first = await build({ ...request, frontend: before })
    const again = await build({ ...request, frontend: after })
    const made = instructionSteps(first.steps)
    const found = instructionSteps(again.steps)
    expect(made.length).toBeGreaterThan(10)
    expect(made.some(({ cached }) => !cached)).toBe(true)
    expect(
      found.filter(({ cached, name }) => !cached && !/ FROM /.test(name)).map(({ name }) => name),
    ).toEqual([])
    expect(found.map(({ name }) => name).sort()).toEqual(made.map(({ name }) => name).sort())
    expect(solvedGraph(again.layout.image)).toEqual(solvedGraph(first.layout.image))
    expect(again.layout.image.config.rootfs).toEqual(first.layout.image.config.rootfs)
  })
})
