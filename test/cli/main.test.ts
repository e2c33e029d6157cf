import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { REFERENCE_VERSION } from '../../src/frontend/reference-version.ts'

const main = new URL('../../src/cli/main.ts', import.meta.url).pathname
const slipway = (...args: readonly string[]) => promisify(execFile)(process.execPath, [main, ...args])

test('the program prints to standard output and ends with the exit code of the command', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  expect(await slipway('--version')).toMatchObject({
    stdout: `slipway ${version} (docker/dockerfile ${REFERENCE_VERSION})\n`,
    stderr: '',
  })
  await expect(slipway('nothing')).rejects.toMatchObject({ code: 2 })
})
