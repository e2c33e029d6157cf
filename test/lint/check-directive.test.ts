import { expect, test } from 'vitest'
import { checkComment, checkDirective } from '../../src/lint/check-directive.ts'
import { createSourceFile } from '../../src/source/index.ts'

test.each([
  ['# check=skip=all\nFROM x', 'skip=all'],
  ['#check = skip=all  \r\nFROM x', 'skip=all'],
  ['# syntax=a\n#\tCHECK=error=true\n', 'error=true'],
  ['\uFEFF# check=skip=all', 'skip=all'],
  ['#!/usr/bin/env x\n# check=skip=all', 'skip=all'],
  ['# check=skip=A; error=true', 'skip=A;'],
  ['# check=skip=A\n# check=skip=B', 'skip=A'],
  ['# escape=`\n# escape=`\n# check=skip=A', ''],
  ['\n# check=skip=all', ''],
  ['# a comment\n# check=skip=all', ''],
  ['# other=x\n# check=skip=all', ''],
  ['# check=', ''],
  ['# check=  ', ''],
  ['FROM x\n# check=skip=all', ''],
  ['', ''],
])('the check directive of %j is %j', (text, value) => {
  expect(checkDirective(createSourceFile('Dockerfile', text))).toBe(value)
})

test.each([
  ['check=skip=A', 'skip=A'],
  ['  Check = skip=A because of B', 'skip=A'],
  ['syntax=x', undefined],
  ['nothing', undefined],
  ['see check=skip=A', undefined],
])('the comment %j asks for %j', (comment, value) => {
  expect(checkComment(comment)).toBe(value)
})

test('a long line of spaces costs no more than its length', () => {
  const start = performance.now()
  checkComment(`check=a${' '.repeat(2_000_000)}b`)
  checkComment(`check${' '.repeat(2_000_000)}b`)
  expect(performance.now() - start).toBeLessThan(1000)
})
