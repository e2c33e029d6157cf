import { describe, expect, it } from 'vitest'
import { casesOf } from './corpus.ts'
import { type Area, findDifferences } from './differences.ts'
import type { DescribedDefinition, Transcript } from './transcript.ts'

function recorded(name: string): Transcript {
  const found = casesOf(name.split('/')[0] ?? '').find((one) => one.name === name)
  if (!found) throw new Error(`there is no case ${name}`)
  return found.expected
}

function areas(want: Transcript, got: Transcript): readonly Area[] {
  return [...new Set(findDifferences(want, got).map(({ area }) => area))]
}

const built = recorded('copy/link')
const refused = recorded('from/arguments-two')

function withResult(change: object): Transcript {
  return { ...built, result: { metadata: {}, ...built.result, ...change } }
}

/** The recording with all graphs changed. */
function withGraphs(change: (definition: DescribedDefinition) => object): Transcript {
  const solves = built.solves.map(({ definition, ...solve }) => ({
    ...solve,
    definition: definition && { ...definition, ...change(definition) },
  }))
  return { ...built, solves }
}

function withOpMetadata(change: object): Transcript {
  return withGraphs(({ metadata }) => ({
    metadata: Object.fromEntries(
      Object.entries(metadata).map(([key, value]) => [key, { ...value, ...change }]),
    ),
  }))
}

describe('findDifferences', () => {
  it('finds none between a transcript and itself', () => {
    expect(findDifferences(built, built)).toEqual([])
    expect(findDifferences(refused, refused)).toEqual([])
  })

  it.each<[Area, Transcript]>([
    ['outcome', refused],
    ['llb', withResult({ ref: 'sha256:0' })],
    ['llb-order', withGraphs(({ ops }) => ({ ops: [...ops.slice(0, -1).reverse(), ...ops.slice(-1)] }))],
    ['metadata', withOpMetadata({ ignore_cache: true })],
    ['op-caps', withOpMetadata({ caps: ['other'] })],
    ['source-map', withGraphs(() => ({ source: null }))],
    ['image-config', withResult({ metadata: {} })],
    ['attestations', withResult({ attestations: { amd64: [{ kind: 1 }] } })],
    ['requests', { ...built, solves: [...built.solves, { definition: null, frontend: 'gateway.v0' }] }],
    ['resolves', { ...built, resolves: [...built.resolves, { id: 'more' }] }],
    ['warnings', { ...built, warnings: [{ short: 'more' }] }],
  ])('finds only a difference of %s', (area, got) => {
    expect(areas(built, got)).toEqual([area])
  })

  it.each<[Area, object]>([
    ['error', { message: 'other' }],
    ['error-code', { code: 9 }],
    ['error-source', { sources: [] }],
    ['error-details', { details: ['other'] }],
  ])('finds only a difference of %s', (area, change) => {
    const { error } = refused
    if (!error) throw new Error('the case was recorded as an error')
    expect(areas(refused, { ...refused, error: { ...error, ...change } })).toEqual([area])
  })
})
