import { expect, test } from 'vitest'
import type { LoadedDockerfile } from '../../src/frontend/contexts/index.ts'
import { WarningSender } from '../../src/frontend/warnings.ts'
import { builtinRules } from '../../src/lint/index.ts'
import { sha256 } from '../../src/llb/index.ts'
import { createSourceFile, lineRange } from '../../src/source/index.ts'
import { FakeGateway } from './fake-gateway.ts'

async function warningsOf(size: number, count: number) {
  const file = createSourceFile('Dockerfile', new Uint8Array(size).fill(0x23))
  const dockerfile: LoadedDockerfile = {
    file,
    definition: { def: [], metadata: new Map() },
    definitionOf: () => undefined,
    files: () => null,
    ignoreFile: async () => undefined,
  }
  const gateway = new FakeGateway()
  const [rule] = builtinRules
  if (rule === undefined) throw new Error('there are no rules')
  const sender = new WarningSender(gateway, dockerfile, sha256)
  for (let index = 0; index < count; index++) {
    sender.send({ rule, message: `${index}`, location: { file, ranges: [lineRange(1)] } })
  }
  await sender.finish()
  return gateway.warnings
}

test('every warning is sent, in order, with the file that it is about', async () => {
  const warnings = await warningsOf(100, 20)
  expect(warnings.map(({ short }) => /\d+(?= \()/.exec(short)?.[0])).toEqual(
    [...Array(20).keys()].map(String),
  )
  expect(warnings.every(({ source }) => source?.data.length === 100)).toBe(true)
})

test('many warnings about a large file go without it after 256 MiB', async () => {
  const warnings = await warningsOf(1 << 24, 20)
  expect(warnings.map(({ source }) => source?.data.length === 1 << 24)).toEqual([
    ...Array(16).fill(true),
    ...Array(4).fill(false),
  ])
  expect(warnings.every(({ ranges }) => ranges?.length === 1)).toBe(true)
})
