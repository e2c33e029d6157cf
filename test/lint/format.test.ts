import { describe, expect, test } from 'vitest'
import {
  type Finding,
  formatFinding,
  formatLintJson,
  formatLintText,
  LintCollector,
  type LintRule,
  lintStatusCode,
} from '../../src/lint/index.ts'
import { BuildError, createSourceFile, lineRange } from '../../src/source/index.ts'

const file = createSourceFile('Dockerfile', 'FROM a\nRUN b\n')
const rule: LintRule = {
  name: 'R',
  description: 'about <R>',
  url: 'https://example.com/r',
  create: () => ({}),
}
const finding = (line: number | undefined, message = `found ${line}`): Finding => ({
  rule,
  message,
  location: { file, ranges: line === undefined ? [] : [lineRange(line)] },
})
function resultOf(findings: readonly Finding[], error?: BuildError) {
  const collector = new LintCollector(file)
  findings.forEach(collector.add)
  if (error) collector.fail(error)
  return collector.result()
}

test('formatFinding ends with the line, where there is one', () => {
  expect(formatFinding(finding(2))).toBe('R: found 2 (line 2)')
  expect(formatFinding(finding(undefined, 'all'))).toBe('R: all')
})

test('text lists findings by line, each with its lines', () => {
  expect(formatLintText(resultOf([finding(2), finding(1), finding(undefined, 'all')]))).toBe(
    `
WARNING: R - https://example.com/r
all

WARNING: R - https://example.com/r
found 1
Dockerfile:1
--------------------
   1 | >>> FROM a
   2 |     RUN b
   3 |     
--------------------

WARNING: R - https://example.com/r
found 2
Dockerfile:2
--------------------
   1 |     FROM a
   2 | >>> RUN b
   3 |     
--------------------
`,
  )
})

describe('JSON', () => {
  test('of nothing', () => {
    expect(formatLintJson(resultOf([]))).toBe(`{
  "warnings": null,
  "sources": [
    {
      "filename": "Dockerfile",
      "data": "RlJPTSBhClJVTiBiCg==",
      "language": "Dockerfile"
    }
  ]
}`)
  })

  test('of findings and an error', () => {
    const error = new BuildError('conversion', 'no', {
      at: [
        { file, ranges: [lineRange(2)] },
        { file, ranges: [lineRange(1), lineRange(2)] },
      ],
    })
    const json = formatLintJson(resultOf([finding(2)], error), { definitionOf: () => ({ def: ['x'] }) })
    expect(json).toContain('about \\u003cR\\u003e')
    expect(JSON.parse(json)).toEqual({
      warnings: [
        {
          ruleName: 'R',
          description: 'about <R>',
          url: 'https://example.com/r',
          detail: 'found 2',
          location: { ranges: [{ start: { line: 2 }, end: { line: 2 } }] },
        },
      ],
      sources: [
        {
          filename: 'Dockerfile',
          data: 'RlJPTSBhClJVTiBiCg==',
          definition: { def: ['x'] },
          language: 'Dockerfile',
        },
      ],
      buildError: {
        message: 'no',
        location: {
          ranges: [
            { start: { line: 1 }, end: { line: 1 } },
            { start: { line: 2 }, end: { line: 2 } },
          ],
        },
      },
    })
  })

  test('of an error without a place', () => {
    const json = JSON.parse(formatLintJson(resultOf([], new BuildError('check', 'no'))))
    expect(json.buildError).toEqual({ message: 'no', location: {} })
  })

  test('counts other files that findings lie in as further sources', () => {
    const other = createSourceFile('other', 'x')
    const json = JSON.parse(
      formatLintJson(resultOf([{ ...finding(1), location: { file: other, ranges: [lineRange(1)] } }])),
    )
    expect(json.sources.map((source: { filename: string }) => source.filename)).toEqual([
      'Dockerfile',
      'other',
    ])
    expect(json.warnings[0].location.sourceIndex).toBe(1)
  })
})

test('the exit code tells whether there is anything to report', () => {
  expect(lintStatusCode(resultOf([]))).toBe(0)
  expect(lintStatusCode(resultOf([finding(1)]))).toBe(1)
  expect(lintStatusCode(resultOf([], new BuildError('check', 'no')))).toBe(1)
})
