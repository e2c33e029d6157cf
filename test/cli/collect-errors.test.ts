import { describe, expect, it } from 'vitest'
import { buildCollecting } from '../../src/cli/collect-errors.ts'
import { createFrontend, defineFrontend } from '../../src/extension/index.ts'
import { offeredExtensions } from '../../src/extensions/index.ts'
import { build } from '../../src/frontend/index.ts'
import { createOfflineClient, memoryTree } from '../../src/offline/index.ts'
import { BuildError, encodeText } from '../../src/source/index.ts'
import { corpus } from '../corpus/dockerfiles.ts'
import { mutated } from '../corpus/mutate.ts'
import { randomOf } from '../corpus/random.ts'

const frontend = createFrontend(defineFrontend({ name: 'slipway', offers: offeredExtensions }))

function client(bytes: Uint8Array) {
  const tree = memoryTree({ Dockerfile: bytes })
  return createOfflineClient({
    options: new Map([
      ['filename', 'Dockerfile'],
      ['source', 'slipway'],
      ['cmdline', 'slipway'],
    ]),
    locals: new Map([
      ['dockerfile', tree],
      ['context', tree],
    ]),
    platforms: [{ os: 'linux', architecture: 'amd64' }],
  })
}

async function errorsOf(bytes: Uint8Array): Promise<readonly BuildError[]> {
  const tree = memoryTree({ Dockerfile: bytes })
  const source = { filename: 'Dockerfile', bytes, dockerfileTree: tree, contextTree: tree }
  return (await buildCollecting(client(bytes), frontend, source)).errors
}

/** What a build ends with. */
async function firstOf(bytes: Uint8Array): Promise<string | undefined> {
  try {
    await build(client(bytes), frontend)
    return undefined
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    return error.message
  }
}

describe('buildCollecting', () => {
  it('finds what a build ends with, and nothing where it does not', async () => {
    const texts = corpus(200).map(({ text }) => text)
    for (let number = 0; number < 300; number++) {
      const random = randomOf(number + 7)
      const text = mutated(random.pick(texts), random, texts)
      const bytes = typeof text === 'string' ? encodeText(text) : text
      const first = await firstOf(bytes)
      const all = (await errorsOf(bytes)).map(({ message }) => message)
      if (first === undefined) expect([text, all]).toEqual([text, []])
      else expect([text, all]).toEqual([text, expect.arrayContaining([first])])
    }
  })

  it('tells each error once, in the order of the places', async () => {
    const errors = await errorsOf(
      encodeText('FROM a\nUSER\nRUNN x\nFROM B AS c\nFROM c\nEXPOSE x\nFROM c\nEXPOSE y\n'),
    )
    expect(errors.map(({ code, spans: [span] }) => [code, span?.start])).toEqual([
      ['argument-count', 7],
      ['unknown-instruction', 12],
      ['image-name', 19],
      ['port-value', 54],
    ])
  })

  it('says nothing of what only follows from other errors', async () => {
    const codes = async (text: string) => (await errorsOf(encodeText(text))).map(({ code }) => code)
    expect(await codes('FROM\nRUN x\n')).toEqual(['from-arguments'])
    expect(await codes('RUN x\nENV A=1\n')).toEqual(['instruction-before-from'])
    expect(await codes('')).toEqual(['no-instructions'])
    expect(await codes('ARG A=1\n')).toEqual(['no-stages'])
  })
})
