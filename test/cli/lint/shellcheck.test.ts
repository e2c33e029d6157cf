import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commands } from '../../../src/cli/commands/index.ts'
import { run } from '../../../src/cli/run.ts'
import { memoryIo } from '../memory-io.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'slipway-shellcheck-test-'))
  mkdirSync(join(directory, '.git'))
})
afterEach(() => rmSync(directory, { recursive: true }))

/** Says of each script where `$A` stands in it, as ShellCheck does. */
const standIn = `#!/usr/bin/env node
const fs = require('node:fs')
const shell = process.argv.find((argument) => argument.startsWith('--shell='))
const comments = []
for (const file of process.argv.filter((argument) => argument.endsWith('.sh'))) {
  fs.readFileSync(file, 'utf8').split('\\n').forEach((text, index) => {
    const column = [...text.slice(0, text.indexOf('$A'))].length + 1
    if (!text.includes('$A')) return
    comments.push({ file, line: index + 1, endLine: index + 1, column, endColumn: column + 2, level: 'info', code: 2086, message: 'quote it in ' + shell })
  })
}
console.log(JSON.stringify({ comments }))
process.exit(comments.length > 0 ? 1 : 0)
`

async function lint(dockerfile: string, args: readonly string[] = [], program = standIn) {
  writeFileSync(join(directory, 'Dockerfile'), dockerfile)
  writeFileSync(join(directory, 'shellcheck'), program)
  chmodSync(join(directory, 'shellcheck'), 0o755)
  const env = { PATH: ['', '/nowhere', directory, process.env['PATH']].join(delimiter) }
  const io = memoryIo({ directory, env })
  const code = await run(commands, ['lint', '--preset=reference', ...args], io, () => '0')
  return { code, ...io.printed }
}

test('what ShellCheck says of scripts is told at its place in the file', async () => {
  const text = 'FROM a\nRUN b && \\\n  # c\n  d 😀 $A\nSHELL ["/bin/bash", "-c"]\nRUN <<EOF\nb\n\t$A\nEOF\n'
  const { code, out } = await lint(text)
  expect(code).toBe(1)
  expect(out).toContain(
    'Dockerfile:4:8: info: quote it in --shell=sh [SC2086]\n   4 |   d 😀 $A\n     |       ^^\n',
  )
  expect(out).toContain('Dockerfile:8:2: info: quote it in --shell=bash [SC2086]')
})

describe('is turned off', () => {
  test.each([
    ['FROM a\n# hadolint ignore=SC2086\nRUN $A\n', []],
    ['FROM a\nRUN $A\n', ['--rule=SC2086=off']],
    ['FROM a\nSHELL ["powershell"]\nRUN $A\n', []],
    ['FROM a\nRUN b\n', []],
  ])('%j %j', async (text, args) => {
    expect(await lint(text, args)).toMatchObject({ code: 0, out: '' })
  })

  test('by the config', async () => {
    writeFileSync(join(directory, 'slipway.config.json'), '{ "lint": { "shellcheck": false } }')
    expect(await lint('FROM a\nRUN $A\n')).toMatchObject({ code: 0, out: '' })
  })
})

test('its severity can be another one', async () => {
  expect((await lint('FROM a\nRUN $A\n', ['--rule=SC2086=error'])).out).toContain(': error: quote it')
})

test.each([
  ['#!/bin/sh\necho broken >&2\nexit 3\n', 'broken'],
  ['#!/bin/sh\necho nonsense\n', 'cannot be used'],
])('one that does not work is told of, and nothing else: %j', async (program, message) => {
  const { code, err } = await lint('FROM a\nRUN $A\n', [], program)
  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining(message) })
})
