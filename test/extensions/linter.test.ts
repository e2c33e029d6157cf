import { describe, expect, test } from 'vitest'
import { offeredExtensions } from '../../src/extensions/index.ts'
import { build } from '../../src/frontend/index.ts'
import { createFrontend, defineFrontend } from '../../src/index.ts'
import { createOfflineClient, memoryTree } from '../../src/offline/index.ts'

interface CheckAnswer {
  readonly warnings: readonly { readonly ruleName: string; readonly detail: string }[] | null
  readonly buildError?: { readonly message: string }
}

/** The names of the rules that `docker build --check` tells of. */
async function check(text: string, frontend = offering()): Promise<readonly string[]> {
  const { warnings } = await answerTo(text, frontend)
  return (warnings ?? []).map(({ ruleName }) => ruleName)
}

const offering = () => createFrontend(defineFrontend({ name: 'a', offers: offeredExtensions }))

/** What `docker build --check` gets. */
async function answerTo(text: string, frontend = offering()): Promise<CheckAnswer> {
  const tree = memoryTree({ Dockerfile: text })
  const client = createOfflineClient({
    options: new Map([
      ['requestid', 'frontend.lint'],
      ['cmdline', 'slipway'],
    ]),
    locals: new Map([
      ['dockerfile', tree],
      ['context', tree],
    ]),
    platforms: [{ os: 'linux', architecture: 'amd64' }],
  })
  const { metadata } = await build(client, frontend)
  return JSON.parse(new TextDecoder().decode(metadata.get('result.json'))) as CheckAnswer
}

const body = 'FROM debian:12 as a\nRUN sudo make\n'

test('the rules run where the Dockerfile asks for them', async () => {
  expect(await check(body)).toEqual(['FromAsCasing'])
  expect(await check(`# extensions=linter\n${body}`)).toEqual(['FromAsCasing', 'NoSudo'])
})

test('or where the frontend has them for every Dockerfile', async () => {
  const use = offeredExtensions.filter(({ name }) => name === 'linter')
  const frontend = createFrontend(defineFrontend({ name: 'a', use }))
  expect(await check(body, frontend)).toEqual(['FromAsCasing', 'NoSudo'])
  expect(await check(body, frontend)).toEqual(['FromAsCasing', 'NoSudo'])
})

describe('are turned off', () => {
  test.each([
    `# extensions=linter\n# check=skip=NoSudo,FromAsCasing\n${body}`,
    '# extensions=linter\nFROM debian:12\n# check=skip=NoSudo\nRUN sudo make\n',
    '# extensions=linter\nFROM debian:12\n# hadolint ignore=DL3004\nRUN sudo make\n',
    '# extensions=linter\n# slipway global ignore=NoSudo\nFROM debian:12\nRUN sudo make\n',
    '# extensions=linter\nFROM debian:12\n# hadolint ignore=DL3009,DL3014,DL3015\nRUN apt-get update && apt-get install make\n',
    '# extensions=linter\n# hadolint ignore=DL3006\nFROM debian\n',
  ])('%j', async (text) => {
    expect(await check(text.replace(/^(# extensions=linter\n)(# check=.*\n)/, '$2$1'))).toEqual([])
  })
})

test('are turned on one by one where they are off', async () => {
  const text =
    '# check=experimental=PinAptVersions\n# extensions=linter\nFROM debian:12\nRUN apt-get install -y --no-install-recommends make\n'
  expect(await check(text)).toEqual(['PinAptVersions'])
  expect(await check(text.replace('PinAptVersions', 'all'))).toEqual([])
})

test('a definition that cannot be loaded is an error that names it', async () => {
  const broken = defineFrontend({ name: 'broken', load: () => Promise.reject(new Error('no disk')) })
  const frontend = createFrontend(defineFrontend({ name: 'a', offers: [broken] }))
  await expect(check(`# extensions=broken\n${body}`, frontend)).rejects.toThrow(
    'extension broken cannot be loaded: no disk',
  )
  expect(await check(body, frontend)).toEqual(['FromAsCasing'])
})

test('a check tells all mistakes and the way out, and shows the first in the words of the reference', async () => {
  const text = 'FROM debian:12\nCOPY --from base a b\nRUNN x\nENV A\nSTOPSIGNAL none\n'
  const plain = await answerTo(text)
  const all = await answerTo(`# extensions=linter\n${text}`)
  expect(plain.buildError?.message).toBe('ENV must have two arguments')
  expect(all.buildError).toEqual({ ...plain.buildError, location: expect.anything() })
  const told = (all.warnings ?? []).filter(({ ruleName }) => ruleName === 'DockerfileMistake')
  expect(told.map(({ detail }) => detail)).toEqual([
    'write A=VALUE, or A= for an empty one',
    'dockerfile parse error on line 3: missing a value on flag: --from (hint: write --from=base: the value follows =, without a blank)',
    'dockerfile parse error on line 4: unknown instruction: RUNN (did you mean RUN?)',
    'invalid signal: none',
  ])
  expect(plain.warnings ?? []).toEqual([])
  const skipped = await answerTo(
    `# extensions=linter\n# check=skip=DockerfileMistake\n${text}`.replace(/(.*\n)(.*\n)/, '$2$1'),
  )
  expect((skipped.warnings ?? []).map(({ ruleName }) => ruleName)).not.toContain('DockerfileMistake')
})
