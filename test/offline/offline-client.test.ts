import { describe, expect, test } from 'vitest'
import type { Warning } from '../../src/gateway/client.ts'
import { image, local, marshal, type Output } from '../../src/llb/index.ts'
import { createOfflineClient, memoryTree } from '../../src/offline/index.ts'

const platform = { os: 'linux', architecture: 'amd64' }
const definitionOf = (output: Output | null) => marshal(output, { platform })
const warnings: Warning[] = []
const client = () =>
  createOfflineClient({
    options: new Map([['filename', 'Dockerfile']]),
    locals: new Map([['context', memoryTree({ 'a/b': 'text', c: new Uint8Array([1, 2, 3]) })]]),
    platforms: [platform],
    imageConfig: (reference) => (reference.includes('known') ? new TextEncoder().encode('{}') : undefined),
    onWarning: (warning) => void warnings.push(warning),
  })

describe('solve', () => {
  test('of a local source gives its files', async () => {
    const { ref } = await client().solve({ definition: definitionOf(local('context', {})) })
    expect(new TextDecoder().decode(await ref?.readFile('a/b'))).toBe('text')
    expect(await ref?.readFile('/x/../c', { offset: 1, length: 1 })).toEqual(new Uint8Array([2]))
    await expect(ref?.readFile('nothing')).rejects.toMatchObject({
      code: 'daemon',
      message: 'open nothing: no such file or directory',
    })
  })

  test('of anything else gives a graph that cannot be looked into', async () => {
    const offline = client()
    const definition = definitionOf(image('docker.io/library/alpine:latest', {}))
    const { ref } = await offline.solve({ definition })
    expect(offline.definitionOf(ref)).toBe(definition)
    const message =
      'the files of docker-image://docker.io/library/alpine:latest cannot be read without an engine'
    await expect(ref?.readFile('x')).rejects.toMatchObject({ message })
    await expect(ref?.readDir('x')).rejects.toThrow('without an engine')
    await expect(ref?.statFile('x')).rejects.toThrow('without an engine')
    await expect(ref?.evaluate()).rejects.toThrow('without an engine')
  })

  test('of nothing is scratch; another frontend is refused', async () => {
    expect((await client().solve({ definition: definitionOf(null) })).ref).toBeUndefined()
    await expect(client().solve({ frontend: 'gateway.v0' })).rejects.toThrow('without an engine')
  })
})

describe('images', () => {
  test('have the config that is given, else the default one of the platform', async () => {
    const offline = client()
    const ask = async (name: string) => {
      const meta = await offline.resolveSourceMeta({
        identifier: `docker-image://docker.io/library/${name}:1`,
        platform: { os: 'linux', architecture: 'arm', variant: 'v7' },
        logName: '',
      })
      expect(meta.image?.digest).toBe('')
      return JSON.parse(new TextDecoder().decode(meta.image?.config))
    }
    expect(await ask('known')).toEqual({})
    expect(await ask('other')).toMatchObject({
      architecture: 'arm',
      variant: 'v7',
      os: 'linux',
      config: { Env: [expect.stringMatching(/^PATH=/)] },
    })
    expect([...offline.assumedImages]).toEqual(['docker.io/library/other:1'])
    await expect(offline.resolveImageConfig({ ref: 'known', logName: '' })).resolves.toMatchObject({
      ref: 'known',
    })
  })

  test('are all that can be looked up', async () => {
    await expect(client().resolveSourceMeta({ identifier: 'git://x', logName: '' })).rejects.toThrow(
      'git://x cannot be looked up without an engine',
    )
    const ociStore = { sessionId: '', storeId: 's' }
    await expect(client().resolveImageConfig({ ref: 'x', logName: '', ociStore })).rejects.toThrow(
      'OCI layout',
    )
  })
})

test('warnings go to the one who asked; there are no inputs', async () => {
  await client().warn({ digest: '', level: 1, short: 'w', detail: [], url: '' })
  expect(warnings.map(({ short }) => short)).toEqual(['w'])
  expect((await client().inputs()).size).toBe(0)
})
