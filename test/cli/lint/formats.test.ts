import { readFileSync } from 'node:fs'
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { findFormat, formatNames } from '../../../src/cli/lint/formats/index.ts'
import type { FileReport, ReportedFinding } from '../../../src/cli/lint/report.ts'
import { createSourceFile } from '../../../src/source/index.ts'

const schema = (name: string) => readFileSync(new URL(`schemas/${name}`, import.meta.url), 'utf8')
const file = createSourceFile('Dockerfile', 'FROM a\nRUN <<EOF\n"x" & <y>\nEOF\n')

function finding(fields: Partial<ReportedFinding> = {}): ReportedFinding {
  const span = { file, start: 0, end: 6 }
  return {
    rule: 'SomeRule',
    codes: ['DL9999', 'DL9998'],
    severity: 'warning',
    isError: false,
    message: 'says "<this> & that"',
    description: 'Some rule',
    url: 'https://example.com/rule',
    hint: undefined,
    path: 'some dir/Dockerfile',
    file,
    span,
    fix: () => ({ safe: true, edits: [{ span, text: 'FROM b' }] }),
    ...fields,
  }
}
const reports: readonly FileReport[] = [
  {
    path: 'some dir/Dockerfile',
    findings: [
      finding(),
      finding({ rule: 'syntax', severity: 'error', hint: 'a way\nout', codes: [], url: '', fix: undefined }),
      finding({
        severity: 'info',
        span: { file, start: 7, end: 31 },
        message: 'lines\nand \u0007 bells, 100%',
      }),
      finding({ severity: 'style', span: undefined, message: 'lone \uDC00 surrogate', fix: undefined }),
    ],
  },
  { path: 'clean', findings: [] },
]
async function format(name: string, what: readonly FileReport[] = reports): Promise<string> {
  const found = await findFormat(name)
  return found?.(what, { colors: false, version: '1.2.3' }) ?? ''
}

describe.each([
  ['sarif', 'sarif.json'],
  ['gitlab', 'gitlab.json'],
  ['json', 'report.json'],
])('%s', (name, schemaName) => {
  const validate = new Ajv({ allErrors: true, strict: false }).compile(JSON.parse(schema(schemaName)))
  test.each([
    ['findings', reports],
    ['no file', []],
    ['no finding', [{ path: 'clean', findings: [] }]],
  ])('is valid with %s', async (_, what) => {
    validate(JSON.parse(await format(name, what)))
    expect(validate.errors).toBeNull()
  })
})

describe.each(['checkstyle', 'junit'])('%s', (name) => {
  test.each([
    ['findings', reports],
    ['no file', []],
    ['no finding', [{ path: 'clean', findings: [] }]],
  ])('is valid with %s', async (_, what) => {
    const contents = await format(name, what)
    const { valid, errors } = await validateXML({
      xml: [{ fileName: 'report.xml', contents }],
      schema: [schema(`${name}.xsd`)],
    })
    expect({ valid, errors, contents }).toMatchObject({ valid: true })
  })
})

test('the text of messages survives every format', async () => {
  expect(JSON.parse(await format('sarif')).runs[0].results[0].message.text).toBe('says "<this> & that"')
  expect(JSON.parse(await format('gitlab'))[0].description).toBe('says "<this> & that"')
  expect(await format('checkstyle')).toContain('message="says &quot;&lt;this&gt; &amp; that&quot;"')
  expect(await format('checkstyle')).toContain('message="lines&#10;and \uFFFD bells, 100%"')
  expect(await format('junit')).toContain('says &quot;&lt;this&gt; &amp; that&quot;</failure>')
})

test('github: one line a finding, in the syntax of workflow commands', async () => {
  const lines = (await format('github')).trimEnd().split('\n')
  expect(lines).toEqual([
    '::warning file=some dir/Dockerfile,line=1,endLine=1,col=1,endColumn=7,title=SomeRule DL9999 DL9998::says "<this> & that"',
    '::error file=some dir/Dockerfile,line=1,endLine=1,col=1,endColumn=7,title=syntax::says "<this> & that"%0Aa way%0Aout',
    expect.stringMatching(
      /^::notice file=some dir\/Dockerfile,line=2,endLine=\d,title=[^:]*::lines%0Aand \S+ bells, 100%25$/,
    ),
    '::notice file=some dir/Dockerfile,title=SomeRule DL9999 DL9998::lone \uFFFD surrogate',
  ])
})

test('gitlab: equal findings have fingerprints of their own, which do not depend on the line', async () => {
  const moved = createSourceFile('Dockerfile', '\n\nFROM a\n')
  const [one, two] = JSON.parse(await format('gitlab', [{ path: 'p', findings: [finding(), finding()] }]))
  const [below] = JSON.parse(
    await format('gitlab', [{ path: 'p', findings: [finding({ span: { file: moved, start: 2, end: 8 } })] }]),
  )
  expect(one.fingerprint).not.toBe(two.fingerprint)
  expect(below.fingerprint).toBe(one.fingerprint)
  expect(below.location.lines).toEqual({ begin: 3, end: 3 })
})

test('text: place, severity, names, the line, carets, and how many', async () => {
  const text = await format('text')
  expect(text).toContain(
    'some dir/Dockerfile:1:1: warning: says "<this> & that" [SomeRule DL9999 DL9998]\n   1 | FROM a\n     | ^^^^^^\n',
  )
  expect(text).toContain('hint: a way\nout\n')
  expect(text).toContain('and \uFFFD bells')
  expect(text).toMatch(/\n1 error, 1 warning, 1 info, 1 style; slipway fix puts 2 of them right\n$/)
  expect(await format('text', [{ path: 'p', findings: [] }])).toBe('')
})

test('text: colours are escapes around the same text', async () => {
  const formatText = await findFormat('text')
  const colored = formatText?.(reports, { colors: true, version: '' }) ?? ''
  expect(colored).toContain('\u001b[33mwarning\u001b[39m')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what colours are made of
  expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(await format('text'))
})

test('there is no other format', async () => {
  expect(formatNames).toEqual(['text', 'json', 'sarif', 'github', 'checkstyle', 'junit', 'gitlab'])
  expect(await findFormat('toString')).toBeUndefined()
})
