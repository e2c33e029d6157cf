import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'slipway-stray-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const main = join(import.meta.dirname, '../../src/cli/main.ts')

function compile(body: string) {
  writeFileSync(join(directory, 'Dockerfile'), 'FROM scratch\n')
  writeFileSync(join(directory, 'a.ts'), `${body}\nexport default { name: 'a' }\n`)
  const args = [main, 'compile', '--frontend=a.ts', '--json', '.']
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: directory, encoding: 'utf8' })
  return { status, stderr }
}

test.each([
  ['a promise that was dropped', "Promise.resolve().then(() => { throw new Error('late') })"],
  ['a timer', "setTimeout(() => { throw new Error('late') }, 1)"],
])('an error of %s names the extension', { timeout: 60_000 }, (_name, body) => {
  const { status, stderr } = compile(`// first\n${body}`)
  expect(status).toBe(1)
  expect(stderr).toMatch(
    /^error: extension \S*a\.ts failed outside of any call \(line 2\): late\n {4}at .*a\.ts:2:\d+/,
  )
})

test('a build without one is fine', { timeout: 60_000 }, () => {
  expect(compile('')).toMatchObject({ status: 0 })
  expect(execFileSync(process.execPath, [main, '--version'], { encoding: 'utf8' })).toMatch(/\d/)
})
