import { describe, expect, it } from 'vitest'
import { detectSyntax, parseDirective } from '../../src/dockerfile/index.ts'
import { createSourceFile } from '../../src/source/index.ts'

function detect(text: string) {
  const found = detectSyntax(createSourceFile('Dockerfile', text))
  return found && [found.ref, found.commandLine, found.location.ranges[0]?.start.line]
}

describe('detectSyntax', () => {
  it('reads the directive at the head', () => {
    expect(detect('# syntax=docker/dockerfile:1\nFROM a')).toEqual([
      'docker/dockerfile:1',
      'docker/dockerfile:1',
      1,
    ])
    expect(detect('\uFEFF# escape=`\r\n#SYNTAX =  a/b --x  y \r\n')).toEqual(['a/b', 'a/b --x  y', 2])
    expect(detectSyntax(new TextEncoder().encode('#syntax=a'))?.ref).toBe('a')
  })

  it('reads it in slashes and JSON, and behind a shebang line', () => {
    expect(detect('#!/usr/bin/env x\n# syntax=a')).toEqual(['a', 'a', 2])
    expect(detect('// syntax=a b\n{}')).toEqual(['a', 'a b', 1])
    expect(detect('#!x\n { "syntax": "a b" }')).toEqual(['a b', 'a b', 1])
    expect(detect('{"syntax": "a"}')).toEqual(['a', 'a', 0])
  })

  it('finds none elsewhere', () => {
    for (const text of [
      '',
      '#!x',
      '\n# syntax=a',
      ' # syntax=a',
      '# other=b\n# syntax=a',
      '# escape=`\n# escape=`\n# syntax=a',
      '# syntax=',
      '{"syntax": 1}',
      '{"syntax": "a"} x',
      '["syntax"]',
      `# check=${'x'.repeat(70000)}\n# syntax=a`,
    ]) {
      expect(detect(text)).toBeUndefined()
    }
  })
})

describe('parseDirective', () => {
  it('reads directives with # alone', () => {
    const value = (text: string) => parseDirective('check', createSourceFile('', text))?.commandLine
    expect(value('# syntax=a\n# check=skip=all;error=true\n')).toBe('skip=all;error=true')
    expect(value('// check=a')).toBeUndefined()
    expect(value('{"check": "a"}')).toBeUndefined()
  })
})
