import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { tryBuild } from './build.ts'
import type { BuiltImage } from './image-layout.ts'
import { instructionSteps, readWarnings } from './progress.ts'
import { solvedGraph } from './solved-graph.ts'
import type { FrontendName } from './syntax-image.ts'

/**
 * The same Dockerfiles, byte for byte, through the engine's built-in frontend and through ours.
 * A file goes here when every supported version of the built-in one agrees on it.
 */
const dir = fileURLToPath(new URL('differential', import.meta.url))
const names = readdirSync(dir).filter((name) => name.endsWith('.Dockerfile'))

const crossBuilt: readonly string[] = ['platforms.Dockerfile', 'resets.Dockerfile']

const args = [
  ...[
    '--build-arg=GIVEN=given',
    '--label=org.example.label=given',
    '--build-arg=SOURCE_DATE_EPOCH=1600000000',
  ],
]

describe.each(names)('%s', (name) => {
  const path = `${dir}/${name}`

  // A RUN of another platform needs an emulator.
  const platforms = crossBuilt.includes(name) ? ['linux/amd64', 'linux/amd64,linux/arm64'] : ['linux/amd64']

  it.each(platforms)('gives the same images, ops and steps for %s', async (platform) => {
    const ours = await outcome(path, 'ours', [`--platform=${platform}`])
    const builtIn = await outcome(path, 'built-in', [`--platform=${platform}`])
    expect(builtIn.error).toBe(undefined)
    if (name === 'lowercase.Dockerfile') expect(builtIn.warnings.length).toBeGreaterThan(3)
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
    error: code === 0 ? undefined : errorLine(stderr),
    warnings: readWarnings(stderr),
    steps: instructionSteps(steps)
      .map((step) => step.name)
      .sort(),
    images: code === 0 ? layout.images.map(compared) : [],
  }
}

function compared(image: BuiltImage): Compared['images'][number] {
  // Older frontends write a health check into the history as the address of a structure.
  const config = image.configText
    .replace(/"HEALTHCHECK (?:[^"\\]|\\.)*"/g, '"HEALTHCHECK"')
    // Those before 1.29 write brackets around ports.
    .replace(/"EXPOSE (?:map)?\[([^\]"]*)\]/g, '"EXPOSE $1')
  return { platform: image.platform, config: JSON.parse(config), graph: solvedGraph(image) }
}

async function answer(path: string, frontend: FrontendName, call: string): Promise<unknown> {
  const { code, stdout, stderr } = await tryBuild({
    context: `${dir}/context`,
    frontend,
    chosenBy: 'build argument',
    output: 'none',
    args: ['-f', path, `--call=${call}`, ...args],
  })
  return { code, stdout, error: errorLine(stderr) }
}

function errorLine(stderr: string): string | undefined {
  return stderr.split('\n').find((line) => line.startsWith('ERROR:'))
}
