import { describe, expect, test } from 'vitest'
import { local } from '../../src/llb/index.ts'
import { BuildError } from '../../src/source/index.ts'
import { compile, type Surroundings } from './compile.ts'

async function errorOf(text: string, surroundings?: Surroundings): Promise<BuildError> {
  const error = await compile(text, surroundings).then(
    () => undefined,
    (problem: unknown) => problem,
  )
  if (!(error instanceof BuildError)) throw new Error(`no error: ${error}`)
  return error
}

const linesOf = (error: BuildError) =>
  error.locations.map(({ ranges }) => ranges.map(({ start }) => start.line))

describe('stages', () => {
  test('only what the target needs is looked up and built', async () => {
    const { names, resolved } = await compile(
      'FROM unused AS a\nRUN a\nFROM alpine AS b\nRUN b\nFROM b\nRUN c\n',
      {},
    )
    expect(resolved).toEqual(['docker.io/library/alpine:latest'])
    expect(names).toEqual([
      `[b 1/2] FROM docker.io/library/alpine:latest@sha256:${'a'.repeat(64)}`,
      '[b 2/2] RUN b',
      '[stage-2 1/1] RUN c',
    ])
  })

  test('a target is found by its name in any case', async () => {
    const text = 'FROM alpine AS build\nRUN b\nFROM scratch\nCOPY a /\n'
    const { names } = await compile(text, { options: { target: 'Build' } })
    expect(names).toHaveLength(2)
  })

  test('an unknown target is answered with the nearest name', async () => {
    const error = await errorOf('FROM alpine AS build\nFROM alpine\n', { options: { target: 'biuld' } })
    expect(error.message).toBe('target stage "biuld" could not be found (did you mean build?)')
    expect(error.code).toBe('target-unknown')
  })

  test('a circle is named, with every instruction on the way', async () => {
    const error = await errorOf(
      'FROM alpine AS a\nCOPY --from=b /x /\nFROM alpine AS b\nCOPY --from=a /x /\n',
    )
    expect(error.message).toBe('circular dependency detected on stage: a')
    expect(linesOf(error)).toEqual([[2], [4]])
  })

  test('files of a stage further down cannot be copied', async () => {
    const error = await errorOf('FROM alpine AS a\nCOPY --from=b /x /\nFROM alpine AS b\n', {
      options: { target: 'a' },
    })
    expect(error.message).toBe('cannot copy from stage "b", it needs to be defined before current stage "a"')
    expect(linesOf(error)).toEqual([[2]])
  })

  test('a chain of thousands of stages takes no deep stack', async () => {
    const stages = Array.from(
      { length: 5000 },
      (_, index) => `FROM s${index} AS s${index + 1}\nENV A=${index}`,
    )
    const { image } = await compile(`FROM alpine AS s0\n${stages.join('\n')}\n`)
    expect(image.history).toHaveLength(5001)
    expect(image.config.env).toEqual(['PATH=/usr/bin:/bin', 'A=4999'])
  })
})

test('the image of a mount is told to be wrong without a line', async () => {
  const failed = compile('FROM alpine\nRUN --mount=from=Wrong,target=/x make\n')
  await expect(failed).rejects.toMatchObject({ locations: [{ ranges: [] }] })
})

describe('named contexts', () => {
  const context = { load: async () => ({ output: local('files') }) }

  test('stand in for an image, with a config of their own', async () => {
    const { resolved, image } = await compile('FROM alpine\nRUN x\n', {
      contexts: { 'docker.io/library/alpine:latest': context },
    })
    expect(resolved).toEqual([])
    expect(image.config.workingDir).toBe('/')
  })

  test('stand in for a whole stage', async () => {
    const { names } = await compile('FROM missing AS base\nRUN never\nFROM base\nRUN x\n', {
      contexts: { base: context },
    })
    expect(names).toEqual(['[stage-1 1/1] RUN x'])
  })
})

describe('triggers', () => {
  const images = {
    'docker.io/library/onbuild:latest': {
      os: 'linux',
      architecture: 'amd64',
      config: { OnBuild: ['RUN first', 'COPY --from=alpine /a /b'] },
      rootfs: { type: 'layers', diff_ids: ['sha256:1'] },
    },
  }

  test('of a base image run first, and bring what they need', async () => {
    const { names, resolved, image } = await compile('FROM onbuild\nRUN last\n', { images })
    expect(resolved).toEqual(['docker.io/library/onbuild:latest', 'docker.io/library/alpine:latest'])
    expect(names.slice(1)).toEqual([
      '[2/4] ONBUILD RUN first',
      `FROM docker.io/library/alpine:latest@sha256:${'a'.repeat(64)}`,
      '[3/4] ONBUILD COPY --from=alpine /a /b',
      '[4/4] RUN last',
    ])
    expect(image.config.onBuild).toEqual([])
  })

  test('of a stage run in the stages that are made from it', async () => {
    const text = 'FROM alpine AS a\nONBUILD RUN t\nFROM a\nRUN x\nFROM a\nRUN y\n'
    const { names } = await compile(text)
    expect(names.slice(1)).toEqual(['[stage-2 1/2] ONBUILD RUN t', '[stage-2 2/2] RUN y'])
    const without = await compile(text, { options: { runsTriggers: false } })
    expect(without.names.slice(1)).toEqual(['[stage-2 1/1] RUN y'])
  })

  test('of an image that copies from itself come to an end', async () => {
    const { names } = await compile('FROM loop\nRUN x\n', {
      images: {
        'docker.io/library/loop:latest': {
          config: { OnBuild: ['COPY --from=loop /a /b', 'RUN --mount=from=loop,target=/m y'] },
          rootfs: { type: 'layers', diff_ids: ['sha256:1'] },
        },
      },
    })
    expect(names.filter((name) => name.includes('ONBUILD'))).toHaveLength(2)
  })

  test('that are wrong are an error at the FROM', async () => {
    const error = await errorOf('\n\nFROM bad\n', {
      images: { 'docker.io/library/bad:latest': { config: { OnBuild: ['NOPE x'] } } },
    })
    expect(error.message).toBe('unknown instruction: NOPE (did you mean COPY?)')
    expect(linesOf(error)).toEqual([[3]])
  })
})

describe('the image', () => {
  test('takes labels and the platform that was asked for', async () => {
    const { image } = await compile('FROM scratch\nLABEL a=1\n', {
      options: {
        labels: new Map([['b', '2']]),
        targetPlatform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
      },
    })
    expect(image.architecture).toBe('arm64')
    expect(image.variant).toBeUndefined()
    expect([...(image.config.labels ?? [])]).toEqual([
      ['a', '1'],
      ['b', '2'],
    ])
  })

  test('of an ENTRYPOINT forgets a CMD that it inherits, not one of its own', async () => {
    expect((await compile('FROM alpine\nENTRYPOINT ["e"]\n')).image.config.cmd).toBeNull()
    expect((await compile('FROM alpine\nCMD ["c"]\nENTRYPOINT ["e"]\n')).image.config.cmd).toEqual(['c'])
  })
})

describe('the build context', () => {
  test('is narrowed to what is used', async () => {
    expect((await compile('FROM scratch\nCOPY b a/ /x/\n')).contextPaths).toEqual(['a', 'b'])
    expect((await compile('FROM scratch\nCOPY . /x/\n')).contextPaths).toBeUndefined()
  })
})

describe('SBOM', () => {
  test('scans the context and the stages that ask for it', async () => {
    const { result } = await compile(
      'ARG BUILDKIT_SBOM_SCAN_CONTEXT=1\nFROM alpine AS a\nARG BUILDKIT_SBOM_SCAN_STAGE=true\nRUN a\nFROM alpine AS b\nCOPY --from=a / /\n',
    )
    expect([...result.sbomExtras.keys()]).toEqual(['context', 'a'])
  })
})
