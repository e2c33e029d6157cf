import { describe, expect, it } from 'vitest'
import { builtinSyntaxes, parseTrigger } from '../../../src/dockerfile/index.ts'
import { createSourceFile } from '../../../src/source/index.ts'
import { instructionOf, refusalOf } from '../parse.ts'

describe('ONBUILD', () => {
  it('keeps the text of its trigger', () => {
    const trigger = (text: string) => instructionOf(text, 'onbuild').trigger
    expect(trigger('onbuild   RUN a \\\n  b ')).toBe('RUN a   b ')
    expect(trigger('ONBUILD copy <<A <<-B /d\n1\nA\n\t2\n\tB\n')).toBe('copy <<A <<-B /d\n1\nA\n\t2\nB')
    expect(trigger('ONBUILD NOPE x')).toBe('NOPE x')
  })

  it.each([
    ['ONBUILD', 'ONBUILD requires at least one argument'],
    ['ONBUILD --x RUN a', 'unknown flag: --x'],
    ['ONBUILD onbuild RUN a', "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"],
    ['ONBUILD from a', "FROM isn't allowed as an ONBUILD trigger"],
    ['ONBUILD MAINTAINER a', "MAINTAINER isn't allowed as an ONBUILD trigger"],
    ['ONBUILD ONBUILD ENV a', 'ENV must have two arguments'],
  ])('refuses %s', (text, message) => {
    expect(refusalOf(text)).toBe(message)
  })

  it('may be nested as deep as anybody likes', () => {
    expect(refusalOf(`${'ONBUILD \\\n'.repeat(100_000)}CMD [1]`)).toMatch(/^when using JSON/)
  })
})

describe('parseTrigger', () => {
  const file = createSourceFile('Dockerfile', 'FROM a\nFROM kit\n')
  const span = { file, start: 7, end: 15 }
  const parse = (text: string) => parseTrigger(text, span, builtinSyntaxes)

  it('places the instruction where it runs', () => {
    const instruction = parse('copy <<A /d\nx\nA')
    expect(instruction).toMatchObject({ kind: 'copy', keyword: 'copy', source: 'copy <<A /d', span })
    expect(instruction.node.span).toBe(span)
  })

  it.each([
    ['RUN <<A', 'unterminated heredoc'],
    ['RUN a\nRUN b', 'onbuild trigger should be a single expression'],
    ['', 'file with no instructions'],
    ['FROM a', '*instructions.Stage is not a command type'],
    ['RUNN a', 'unknown instruction: RUNN (did you mean RUN?)'],
    ['USER', 'USER requires exactly one argument'],
  ])('refuses %j', (text, message) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ message, spans: [span] }))
  })
})
