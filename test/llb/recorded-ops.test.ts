import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  caps,
  digestOf,
  fromDefinition,
  type MarshalOptions,
  marshal,
  type Output,
} from '../../src/llb/index.ts'
import { type RecordedOp, rebuild } from './recorded.ts'

interface Fixture {
  readonly ops: readonly {
    readonly digest: string
    readonly op: RecordedOp
    readonly caps: readonly string[]
  }[]
  /** Indexes of the ops of one definition, in its order. */
  readonly definitions: readonly (readonly number[])[]
}
const fixture: Fixture = JSON.parse(
  readFileSync(new URL('./fixtures/recorded-ops.json', import.meta.url), 'utf8'),
)
const definitions = fixture.definitions.map((indexes) =>
  indexes.map((index) => fixture.ops[index] as Fixture['ops'][0]),
)

const platform = { os: 'linux', architecture: 'amd64' }
const today: MarshalOptions = { platform, caps: { missing: () => undefined } }

test.each(definitions.map((ops) => [ops.at(-1)?.digest, ops] as const))(
  'the constructors make the recorded ops of %s',
  (_, ops) => {
    const { def, metadata } = marshal(build(ops), knowsDaemon(ops) ? today : { platform })
    expect(def.map((bytes) => digestOf(bytes))).toEqual(ops.map(({ digest }) => digest))
    // The last op's capabilities follow from metadata that the record leaves out.
    for (const { digest, caps } of ops.slice(0, -1)) {
      expect(metadata.get(digest)?.caps.toSorted()).toEqual(caps)
    }
  },
)

/** Whether the ops were marshalled with the daemon's capabilities: where one was not, none was. */
function knowsDaemon(ops: Fixture['ops']): boolean {
  return ops.every(({ op, caps: needs }) => !op.exec || needs.includes(caps.execMetaSetsDefaultPath))
}

function build(ops: Fixture['ops']): Output | null {
  const outputs = new Map<string, Output>()
  const mixed = !knowsDaemon(ops)
  let result: Output | null = null
  for (const { digest, op, caps: needs } of ops) {
    const inputs = (op.inputs ?? []).map((input) => {
      const output = outputs.get(input.digest)
      if (!output) throw new Error(`no input ${input.digest}`)
      return { op: output.op, index: input.index ?? 0 }
    })
    result = rebuild(op, inputs)
    // An op of an earlier definition, as a scanner's input is.
    if (mixed && needs.includes(caps.execMetaSetsDefaultPath)) result = fromDefinition(marshal(result, today))
    if (result) outputs.set(digest, result)
  }
  return result
}
