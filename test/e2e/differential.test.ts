import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { tryBuild } from './build.ts'
import type { BuiltImage } from './image-layout.ts'
import { instructionSteps } from './progress.ts'
import { solvedGraph } from './solved-graph.ts'
import type { FrontendName } from './syntax-image.ts'

/**
 * The same Dockerfiles, byte for byte, through the engine's built-in frontend and through ours.
 * A file goes here when every supported version of the built-in one agrees on it.
 */
const dir = fileURLToPath(new URL('differential', import.meta.url))
const names = readdirSync(dir).filter((name) => name.endsWith('.Dockerfile'))

const args = [
  ...[
    '--build-arg=GIVEN=given',
    '--label=org.example.label=given',
    '--build-arg=SOURCE_DATE_EPOCH=1600000000',
  ],
]

describe.each(names)('%s', (name) => {
  const path = `${dir}/${name}`

  it.each([
    ['one platform', []],
    ['two platforms', ['--platform=linux/amd64,linux/arm64']],
  ])('gives the same images, ops and steps for %s', async (kind, platforms) => {
    // A RUN of the other platform needs an emulator.
    if (kind === 'two platforms' && /^(?:onbuild )?run /im.test(readFileSync(path, 'utf8'))) {
      if (name !== 'platforms.Dockerfile') return
    }
    const ours = await outcome(path, 'ours', platforms)
    const builtIn = await outcome(path, 'built-in', platforms)
    expect(builtIn.code).toBe(0)
    expect(ours).toEqual(builtIn)
  })

  it.each(['check', 'outline', 'targets'])('gives the same answer to --call=%s', async (call) => {
    expect(await answer(path, 'ours', call)).toEqual(await answer(path, 'built-in', call))
  })
})

interface Compared {
  readonly code: number
  readonly error: string | undefined
  readonly warnings: readonly string[]
  readonly steps: readonly string[]
  readonly images: readonly {
    readonly platform: string
    readonly config: unknown
    readonly graph: unknown
  }[]
}

async function outcome(path: string, frontend: FrontendName, more: readonly string[]): Promise<Compared> {
  const { code, stderr, steps, layout } = await tryBuild({
    context: `${dir}/context`,
    frontend,
    chosenBy: 'build argument',
    args: ['-f', path, '--provenance=mode=max', ...args, ...more],
  })
  return {
    code,
    error: stderr.split('\n').find((line) => line.startsWith('ERROR:')),
    warnings: stderr.split('\n').filter((line) => line.startsWith(' - ')),
    steps: instructionSteps(steps)
      .map((step) => step.name)
      .sort(),
    images: code === 0 ? layout.images.map(compared) : [],
  }
}

function compared(image: BuiltImage): Compared['images'][number] {
  return { platform: image.platform, config: JSON.parse(image.configText), graph: solvedGraph(image) }
}

async function answer(path: string, frontend: FrontendName, call: string): Promise<unknown> {
  const { code, stdout, stderr } = await tryBuild({
    context: `${dir}/context`,
    frontend,
    chosenBy: 'build argument',
    output: 'none',
    args: ['-f', path, `--call=${call}`, ...args],
  })
  return { code, stdout, error: stderr.split('\n').find((line) => line.startsWith('ERROR:')) }
}
