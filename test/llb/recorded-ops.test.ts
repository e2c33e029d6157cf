import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { digestOf, marshal, type Output } from '../../src/llb/index.ts'
import { type RecordedOp, rebuild } from './recorded.ts'

interface Fixture {
  /** By digest. */
  readonly ops: Readonly<Record<string, RecordedOp>>
  /** Digests of the ops of one definition, in its order. */
  readonly definitions: readonly (readonly string[])[]
}
const fixture: Fixture = JSON.parse(
  readFileSync(new URL('./fixtures/recorded-ops.json', import.meta.url), 'utf8'),
)
const options = { platform: { os: 'linux', architecture: 'amd64' } }

function build(digests: readonly string[]): Output | null {
  const outputs = new Map<string, Output>()
  let result: Output | null = null
  for (const digest of digests) {
    const recorded = fixture.ops[digest] as RecordedOp
    const inputs = (recorded.inputs ?? []).map((input) => {
      const output = outputs.get(input.digest)
      if (!output) throw new Error(`no input ${input.digest}`)
      return { op: output.op, index: input.index ?? 0 }
    })
    result = rebuild(recorded, inputs)
    if (result) outputs.set(digest, result)
  }
  return result
}

test.each(fixture.definitions.map((digests) => [digests.at(-1), digests] as const))(
  'the constructors make the recorded ops of %s',
  (_, digests) => {
    const { def } = marshal(build(digests), options)
    expect(def.map((bytes) => digestOf(bytes))).toEqual(digests)
  },
)
