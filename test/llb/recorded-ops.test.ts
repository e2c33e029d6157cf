import { expect, test } from 'vitest'
import { digestOf } from '../../src/llb/index.ts'
import { buildRecorded, recordedDefinitions } from './recorded.ts'

test.each(recordedDefinitions.map((ops) => [ops.at(-1)?.digest, ops] as const))(
  'the constructors make the recorded ops of %s',
  (_, ops) => {
    const { def, metadata } = buildRecorded(ops)
    expect(def.map((bytes) => digestOf(bytes))).toEqual(ops.map(({ digest }) => digest))
    // The last op's capabilities follow from metadata that the record leaves out.
    for (const { digest, caps } of ops.slice(0, -1)) {
      expect(metadata.get(digest)?.caps.toSorted()).toEqual(caps)
    }
  },
)
