import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { run } from '../../src/cli/run.ts'
import { memoryIo } from './memory-io.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'slipway-fmt-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const write = (name: string, text: string) => writeFileSync(join(directory, name), text)
const read = (name: string) => readFileSync(join(directory, name), 'utf8')

async function fmt(args: readonly string[], input = '') {
  const io = memoryIo({ directory, input })
  const code = await run(commands, ['fmt', ...args], io, () => '0')
  const { out, err, bytes } = io.printed
  return { code, out, err, printed: new TextDecoder().decode(bytes) }
}

test('prints a file, and standard input', async () => {
  write('Dockerfile', 'from a\n')
  expect(await fmt([])).toEqual({ code: 0, out: '', err: '', printed: 'FROM a\n' })
  expect(await fmt(['-'], 'from b\n')).toMatchObject({ code: 0, printed: 'FROM b\n' })
  expect(read('Dockerfile')).toBe('from a\n')
})

test('writes files', async () => {
  write('Dockerfile', 'from a\n')
  expect(await fmt(['--write'])).toEqual({ code: 0, out: '', err: '', printed: '' })
  expect(read('Dockerfile')).toBe('FROM a\n')
})

test('lists what is laid out otherwise', async () => {
  write('Dockerfile', 'FROM a\n')
  write('b.Dockerfile', 'from b\n')
  expect(await fmt(['--check'])).toMatchObject({ code: 1, out: 'b.Dockerfile\n' })
  expect(await fmt(['--check', 'Dockerfile'])).toMatchObject({ code: 0, out: '' })
  expect(await fmt(['--check', '-'], 'from a\n')).toMatchObject({ code: 1, out: '-\n' })
})

test('shows a diff', async () => {
  write('Dockerfile', 'from a\n')
  const { code, out } = await fmt(['--diff'])
  expect(code).toBe(1)
  expect(out).toContain('-from a\n+FROM a\n')
  expect(read('Dockerfile')).toBe('from a\n')
})

test('leaves a file with mistakes alone, says so, and goes on', async () => {
  write('Dockerfile', 'from a\nRNU b\n')
  write('b.Dockerfile', 'from b\n')
  const { code, err } = await fmt(['--write'])
  expect(code).toBe(1)
  expect(err).toContain('Dockerfile:2:1: error: ')
  expect(read('Dockerfile')).toBe('from a\nRNU b\n')
  expect(read('b.Dockerfile')).toBe('FROM b\n')
})

test('knows the instructions of the extensions that a file asks for', async () => {
  const { code, printed } = await fmt(['-'], '# extensions=unset\nFROM a\nunset   USER\n')
  expect({ code, printed }).toEqual({ code: 0, printed: '# extensions=unset\nFROM a\nUNSET USER\n' })
})

test('refuses an indent that is none', async () => {
  expect(await fmt(['--indent', 'x', '-'])).toMatchObject({ code: 2 })
})
