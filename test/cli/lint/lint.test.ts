import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commands } from '../../../src/cli/commands/index.ts'
import { run } from '../../../src/cli/run.ts'
import { memoryIo } from '../memory-io.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'slipway-lint-'))
  // The configs of directories above are none of ours.
  write({ '.git/HEAD': '' })
})
afterEach(() => rmSync(directory, { recursive: true }))

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
}

async function lint(...args: readonly string[]) {
  const io = memoryIo({ directory, input: 'FROM alpine:3 as a\n' })
  const code = await run(commands, ['lint', ...args], io, () => '0')
  return { code, ...io.printed }
}

/** Places and names of what is found. */
async function found(...args: readonly string[]): Promise<readonly string[]> {
  const { out } = await lint(...args, '--format=json')
  const { files } = JSON.parse(out) as {
    files: {
      findings: { path: string; rule: string; severity: string; span?: { start: { line: number } } }[]
    }[]
  }
  return files.flatMap(({ findings }) =>
    findings.map(({ path, rule, severity, span }) => `${path}:${span?.start.line ?? 0} ${severity} ${rule}`),
  )
}

const casing = 'FROM alpine:3 as a\n'

describe('what is checked', () => {
  test('the Dockerfiles of the present directory, of others, files, standard input', async () => {
    write({ Dockerfile: casing, 'a/Containerfile': casing, 'b/other.txt': casing })
    const warning = (path: string) => `${path}:1 warning FromAsCasing`
    expect(await found()).toEqual([warning('Dockerfile'), warning('a/Containerfile')])
    expect(await found('Dockerfile')).toEqual([warning('Dockerfile')])
    expect(await found('a', 'b/other.txt')).toEqual([warning('a/Containerfile'), warning('b/other.txt')])
    expect(await found('b/*')).toEqual([warning('b/other.txt')])
    expect(await found('-')).toEqual([warning('-')])
    expect(await found('-f', '-')).toEqual([warning('Dockerfile')])
    expect(await found('-f', 'b/other.txt', 'a')).toEqual([warning('b/other.txt')])
  })

  test('what is not there is a wrong command line', async () => {
    expect(await lint('nothing')).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no file nothing'),
    })
    expect(await lint('-f', 'x', 'a', 'b')).toMatchObject({ code: 2 })
  })

  test('each with the ignore file of its directory, or of the context that is named', async () => {
    write({ 'a/Dockerfile': 'FROM alpine:3\nCOPY x.env /\n', 'a/.dockerignore': '*.env\n', 'b/README': '' })
    expect(await found('a')).toEqual(['a/Dockerfile:2 warning CopyIgnoredFile'])
    expect(await found('a', '--context', 'b')).toEqual([])
  })
})

test('patterns that exclude nothing are told where the build context is known', async () => {
  const text = 'FROM alpine:3\nCOPY --exclude=*.txt --exclude=**/*.md --exclude=b --exclude=$A src /x/\n'
  write({ Dockerfile: text, 'src/a.md': '', 'src/b': '', 'd/Dockerfile': text })
  const nothing = 'info ExcludeMatchesNothing'
  expect(await found('Dockerfile', 'd')).toEqual([`Dockerfile:2 ${nothing}`])
  expect(await found('d', '--context=.')).toEqual([`d/Dockerfile:2 ${nothing}`])
  expect((await lint('Dockerfile')).out).toContain('--exclude=*.txt matches nothing')
})

test('all mistakes of a text are told beside what rules find before them', async () => {
  write({ Dockerfile: 'FROM alpine:3 as a\nRUNN x\nCOPY a\n' })
  expect(await found()).toEqual([
    'Dockerfile:1 warning FromAsCasing',
    expect.stringMatching(/^Dockerfile:2 error /),
    expect.stringMatching(/^Dockerfile:3 error /),
  ])
  expect((await lint()).code).toBe(1)
})

describe('exit codes', () => {
  test.each([
    [casing, [], 1],
    [casing, ['--failure-threshold=warning'], 1],
    [casing, ['--failure-threshold=error'], 0],
    [casing, ['--failure-threshold=none'], 0],
    [casing, ['--failure-threshold=error', '--rule=FromAsCasing=error'], 1],
    [casing, ['--rule=FromAsCasing=off'], 0],
    [`# check=error=true\n${casing}`, ['--failure-threshold=error'], 1],
    ['FROM alpine:3\n', [], 0],
    ['FRMO alpine:3\n', ['--failure-threshold=error'], 1],
  ])('%j with %j', async (text, args, code) => {
    write({ Dockerfile: text })
    expect((await lint(...args)).code).toBe(code)
  })

  test.each([
    [['--failure-threshold=loud'], '--failure-threshold: loud is none of error'],
    [['--preset=none'], '--preset: none is none of reference'],
    [['--rule=FromAsCasin=off'], 'there is no rule FromAsCasin (did you mean FromAsCasing?)'],
    [['--rule=FromAsCasing=loud'], '--rule FromAsCasing: loud is none of'],
    [['--format=xml'], 'there is no format xml'],
    [['--config=none.json'], 'cannot be loaded'],
  ])('%j is a wrong command line', async (args, message) => {
    write({ Dockerfile: casing })
    expect(await lint(...args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) })
  })
})

describe('configs', () => {
  test.each([
    ['slipway.config.json', '{ "lint": { "rules": { "FromAsCasing": "error" } } }'],
    ['slipway.config.mjs', 'export default { lint: { rules: { FromAsCasing: "error" } } }'],
    [
      'slipway.config.ts',
      'const x: string = "error"\nexport default { lint: { rules: { FromAsCasing: x } } }',
    ],
    ['.hadolint.yaml', 'override:\n  error:\n    - FromAsCasing\n'],
  ])('%s', async (name, text) => {
    write({ Dockerfile: casing, 'a/b/Dockerfile': casing, [name]: text })
    expect(await found()).toEqual(['Dockerfile:1 error FromAsCasing', 'a/b/Dockerfile:1 error FromAsCasing'])
  })

  test('the nearest one holds, up to the root of the repository', async () => {
    const config = (level: string) => `{ "lint": { "rules": { "FromAsCasing": "${level}" } } }`
    write({ 'slipway.config.json': config('error'), 'a/slipway.config.json': config('info') })
    write({ 'a/Dockerfile': casing, 'b/Dockerfile': casing, 'c/.git': 'gitdir: x', 'c/Dockerfile': casing })
    expect(await found('a', 'b', 'c')).toEqual([
      'a/Dockerfile:1 info FromAsCasing',
      'b/Dockerfile:1 error FromAsCasing',
      'c/Dockerfile:1 warning FromAsCasing',
    ])
  })

  test('paths may differ; the command line has the last word', async () => {
    const overrides = [{ files: ['test/**', '*.dev'], rules: { FromAsCasing: 'off' } }]
    write({
      'slipway.config.json': JSON.stringify({ lint: { rules: { FromAsCasing: 'info' }, overrides } }),
      Dockerfile: casing,
      'Dockerfile.dev': casing,
      'test/a/Dockerfile': casing,
    })
    expect(await found()).toEqual(['Dockerfile:1 info FromAsCasing'])
    expect(await found('--rule=FromAsCasing=style', 'test')).toEqual([
      'test/a/Dockerfile:1 style FromAsCasing',
    ])
  })

  test('threshold and format may be set', async () => {
    write({
      'slipway.config.json': JSON.stringify({ lint: { failureThreshold: 'error', format: 'github' } }),
      Dockerfile: casing,
    })
    expect(await lint()).toMatchObject({ code: 0, out: expect.stringMatching(/^::warning /) })
  })

  test("hadolint's threshold, format and codes are understood; unknown codes are passed over", async () => {
    write({
      Dockerfile: 'FROM alpine:3\nMAINTAINER me\nCMD a\n',
      '.hadolint.yaml': 'failure-threshold: error\nformat: checkstyle\nignored: [DL4000, DL9999, SC2086]\n',
    })
    const { code, out } = await lint()
    expect(code).toBe(0)
    expect(out).toMatch(/^<\?xml/)
    expect(await found()).toEqual(['Dockerfile:3 warning JSONArgsRecommended'])
  })

  test.each([
    ['slipway.config.json', '{', 'cannot be loaded'],
    ['slipway.config.json', '[]', 'the config must be an object'],
    ['slipway.config.json', '{ "lint": 1 }', 'lint must be an object'],
    ['slipway.config.json', '{ "lint": { "rulez": {} } }', 'lint.rulez is no setting (did you mean rules?)'],
    [
      'slipway.config.json',
      '{ "lint": { "rules": { "FromAsCasin": "off" } } }',
      'is no rule (did you mean FromAsCasing?)',
    ],
    [
      'slipway.config.json',
      '{ "lint": { "rules": { "FromAsCasing": 2 } } }',
      'must be one of error, warning',
    ],
    ['slipway.config.json', '{ "lint": { "overrides": [{}] } }', 'lint.overrides[0].files must name files'],
    [
      'slipway.config.json',
      '{ "lint": { "strictLabels": "yes" } }',
      'lint.strictLabels must be true or false',
    ],
    ['slipway.config.mjs', 'export const x = 1', 'exported by default'],
    ['.hadolint.yaml', 'ignored: [a', 'is no YAML'],
    ['.hadolint.yaml', '- a', 'must be a mapping'],
    ['.hadolint.yaml', 'ignored:\n  - 1\n', 'ignored must be a list of strings'],
  ])('%s with %j is a mistake', async (name, text, message) => {
    write({ Dockerfile: casing, [name]: text })
    expect(await lint()).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) })
  })
})

describe('comments', () => {
  test.each([
    ['# hadolint ignore=DL4000\nMAINTAINER me', []],
    ['# hadolint ignore=DL4000,DL3025 # because\nMAINTAINER me', []],
    ['# slipway ignore=MaintainerDeprecated\nMAINTAINER me', []],
    ['# hadolint ignore=dl4000\nMAINTAINER me', []],
    ['# hadolint ignore=DL4000\n# more\nMAINTAINER me', []],
    ['# hadolint ignore=DL4000\nENV a=b\nMAINTAINER me', ['Dockerfile:4 warning MaintainerDeprecated']],
    ['# hadolint ignore=DL4001\nMAINTAINER me', ['Dockerfile:3 warning MaintainerDeprecated']],
    ['# hadolint ignored DL4000\nMAINTAINER me', ['Dockerfile:3 warning MaintainerDeprecated']],
    ['MAINTAINER me\n# hadolint global ignore=DL4000', []],
    ['# check=skip=MaintainerDeprecated\nMAINTAINER me', []],
  ])('%j', async (text, expected) => {
    write({ Dockerfile: `FROM alpine:3\n${text}\n` })
    expect(await found()).toEqual(expected)
  })

  test.each([
    ['# slipway severity=MaintainerDeprecated:error\n', ['Dockerfile:3 error MaintainerDeprecated']],
    ['# slipway severity=DL4000:info, LatestTag:off\n', ['Dockerfile:3 info MaintainerDeprecated']],
    ['#slipway severity=DL4000:off\n', []],
    ['# slipway severity=DL4000:loud\n', ['Dockerfile:3 warning MaintainerDeprecated']],
    [
      '# slipway severity=HealthcheckMissing:style\n',
      ['Dockerfile:2 style HealthcheckMissing', 'Dockerfile:3 warning MaintainerDeprecated'],
    ],
  ])('change severities: %j', async (comment, expected) => {
    write({ Dockerfile: `${comment}FROM alpine:3\nMAINTAINER me\n` })
    expect(await found()).toEqual(expected)
  })

  test('can be forbidden', async () => {
    write({
      Dockerfile: 'FROM alpine:3\n# hadolint ignore=DL4000\nMAINTAINER me\n',
      '.hadolint.yaml': 'disable-ignore-pragma: true\n',
    })
    expect(await found()).toEqual(['Dockerfile:3 warning MaintainerDeprecated'])
  })
})
