import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { run } from '../../src/cli/run.ts'
import { memoryIo } from './memory-io.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'slipway-cli-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

async function slipway(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(directory, name, '..'), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
  const io = memoryIo({ directory })
  const code = await run(commands, args, io, () => '0')
  return { code, ...io.printed }
}

const greet = `export default { name: 'mine', instructions: [{
  name: 'GREET', flags: [], heredocs: false, step: true,
  parse: (node, flags, base) => ({ ...base, kind: 'extension', value: node.argumentText }),
  convert({ value }, stage) { stage.exec({ args: ['echo', value] }) },
}] }
`

test('a frontend of one’s own compiles what the plain one refuses', async () => {
  const files = { Dockerfile: 'FROM alpine\nGREET you\n', 'frontend.mjs': greet }
  expect(await slipway(files, 'compile', '.')).toMatchObject({
    code: 1,
    err: expect.stringContaining('unknown instruction: GREET'),
  })
  expect(await slipway(files, 'compile', '--frontend', 'frontend.mjs', '.')).toMatchObject({
    code: 0,
    out: expect.stringContaining('[2/2] GREET you'),
  })
})

test('a file that defines no frontend is refused', async () => {
  const files = { Dockerfile: 'FROM alpine\n', 'a.mjs': 'export const x = 1', 'b.mjs': 'nonsense(' }
  expect(await slipway(files, 'compile', '--frontend=a.mjs', '.')).toMatchObject({
    code: 1,
    err: expect.stringContaining('extension a.mjs cannot be loaded: it has no default export'),
  })
  expect(await slipway(files, 'compile', '--frontend=b.mjs', '.')).toMatchObject({
    code: 1,
    err: 'b.mjs:1:10: error: extension b.mjs cannot be loaded: b.mjs:1: Unexpected token\n   1 | nonsense(\n     |          ^\n',
  })
  expect(await slipway(files, 'compile', '--frontend=c.mjs', '.')).toMatchObject({
    code: 2,
    err: expect.stringContaining('there is no file c.mjs'),
  })
})

test('a file turns extensions in the box on; errors of a part show the part', async () => {
  const dockerfile = '# extensions=include\nINCLUDE part\nRUN true\n'
  const fine = { Dockerfile: dockerfile, part: 'FROM alpine as base\n' }
  expect(await slipway(fine, 'lint', '.')).toMatchObject({
    code: 1,
    out: expect.stringContaining('part:1'),
  })
  expect(await slipway({ ...fine, part: 'FROM alpine\nRUM x\n' }, 'lint', '.')).toMatchObject({
    code: 1,
    out: expect.stringContaining('part:2'),
  })
  expect(await slipway({ ...fine, Dockerfile: '# extensions=inclde\nFROM a\n' }, 'lint', '.')).toMatchObject({
    code: 1,
    out: expect.stringContaining('there is no extension inclde (did you mean include?)'),
  })
})
