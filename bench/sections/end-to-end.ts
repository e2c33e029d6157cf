import { join } from 'node:path'
import { connectDocker, type Docker, frontendImage, mustRun, prepareImages } from '../engine/docker.ts'
import { withFiles } from '../engine/workspace.ts'
import type { Section } from '../report/section.ts'
import { type Summary, summarize } from '../report/statistics.ts'
import { showRatio, showSummary, type Table } from '../report/table.ts'

/** A Dockerfile of three stages; nothing in it depends on the frontend. */
const body = `FROM slipway-test/busybox AS base
WORKDIR /app
ENV MODE=production

FROM base AS build
COPY package.json .
RUN --mount=type=cache,target=/cache cp package.json installed.json
COPY src src
RUN cat src/* > bundle.js

FROM base
LABEL title=benchmark
COPY --from=build --chown=1000:1000 /app/bundle.js .
USER 1000
EXPOSE 8080
ENTRYPOINT ["cat", "bundle.js"]
`

interface Contender {
  readonly name: string
  /** What stands in `# syntax`; undefined is the engine's own frontend. */
  readonly image: string | undefined
  /** It ends without building anything: what is measured is how long that takes. */
  readonly onlyStarts: boolean
  readonly milliseconds: number[]
}

/** How long a build takes of which everything is cached: what is left is the frontend. */
export const endToEndSection: Section = async (context) => {
  const times = context.runs ?? (context.smoke ? 3 : 20)
  context.progress('e2e: engine and images')
  const docker = connectDocker()
  prepareImages(frontendImage)
  await makeFloor(docker, 'slipway-bench/starts', 'slipway-test/busybox', '["/bin/true"]')
  const contenders = [
    contender('slipway', frontendImage),
    contender('built into the engine', undefined),
    contender('a container that exits', 'slipway-bench/starts', true),
    ...context.images.map((image) => contender(image, image)),
  ]
  const files = Object.fromEntries(
    contenders.map(({ image }, index) => [
      `${index}.Dockerfile`,
      (image === undefined ? '' : `# syntax = ${image}\n`) + body,
    ]),
  )
  const sources = { 'context/package.json': '{}\n', 'context/src/a.js': '1\n', 'context/src/b.js': '2\n' }
  await withFiles({ ...files, ...sources }, async (directory) => {
    // The first round fills the cache.
    for (let round = 0; round <= times; round++) {
      context.progress(`e2e: round ${round} of ${times}`)
      for (const [index, one] of contenders.entries()) {
        const args = ['buildx', 'build', '--progress=plain', '-f', join(directory, `${index}.Dockerfile`)]
        const { status, milliseconds, printed } = await docker.run([...args, join(directory, 'context')])
        if (one.onlyStarts ? status === 0 : status !== 0) {
          throw new Error(`${one.name}: the build ended with ${status}:\n${printed}`)
        }
        if (round > 0) one.milliseconds.push(milliseconds)
      }
    }
  })
  const summaries = contenders.map(({ name, milliseconds }) => ({
    name,
    milliseconds: summarize(milliseconds),
  }))
  return { tables: [table(summaries, context.images.at(-1))], data: summaries, failures: [] }
}

function contender(name: string, image: string | undefined, onlyStarts = false): Contender {
  return { name, image, onlyStarts, milliseconds: [] }
}

/** Makes an image that ends as soon as it is started as a frontend. */
async function makeFloor(docker: Docker, name: string, base: string, entrypoint: string): Promise<void> {
  await withFiles({ Dockerfile: `FROM ${base}\nENTRYPOINT ${entrypoint}\n` }, (directory) =>
    mustRun(docker, ['buildx', 'build', '--load', '-t', name, directory]),
  )
}

/** @param reference an image that the others are compared with as well */
function table(
  summaries: readonly { readonly name: string; readonly milliseconds: Summary }[],
  reference: string | undefined,
): Table {
  const find = (name: string): number => summaries.find((one) => one.name === name)?.milliseconds.median ?? 0
  const builtIn = find('built into the engine')
  const floor = find('a container that exits')
  return {
    title: 'End to end: milliseconds of a fully cached `docker buildx build`',
    columns: [
      'frontend',
      'whole command',
      '/ built in',
      '/ container start',
      ...(reference === undefined ? [] : [`/ ${reference}`]),
    ],
    rows: summaries.map(({ name, milliseconds }) => [
      name,
      showSummary(milliseconds),
      showRatio(milliseconds.median, builtIn),
      showRatio(milliseconds.median, floor),
      ...(reference === undefined ? [] : [showRatio(milliseconds.median, find(reference))]),
    ]),
    note: 'The engine starts no container for its own frontend. The containers that only exit build nothing: the command fails, and shows what starting one costs.',
  }
}
