import { describe, expect, it } from 'vitest'
import { builtinSyntaxes, instructionTable, parseDockerfile } from '../../src/dockerfile/index.ts'
import { errorsOf, linesOf, messageOf, treeOf } from './parse.ts'

describe('parseDockerfile', () => {
  it('sorts instructions into stages', () => {
    const tree = treeOf('ARG A\nFROM a AS x\nARG B\nRUN y\nFROM b\n')
    const { dockerfile, errors } = parseDockerfile(tree, builtinSyntaxes)
    expect(errors).toEqual([])
    expect(dockerfile.globalArgs.map((arg) => arg.source)).toEqual(['ARG A'])
    expect(
      dockerfile.stages.map((stage) => [stage.from.source, ...stage.instructions.map((i) => i.source)]),
    ).toEqual([['FROM a AS x', 'ARG B', 'RUN y'], ['FROM b']])
  })

  it('tells of instructions up to the first error', () => {
    const seen: string[] = []
    parseDockerfile(
      treeOf('FROM a\nUSER b\nUSER\nUSER c'),
      builtinSyntaxes,
      (instruction) => seen.push(instruction.source),
      (node) => seen.push(`> ${node.original}`),
    )
    expect(seen).toEqual(['> FROM a', 'FROM a', '> USER b', 'USER b', '> USER'])
  })

  it('names the line of an error and places it', () => {
    expect(messageOf('FROM a\n\nLABLE a=1 \\\n b=2')).toBe(
      'dockerfile parse error on line 3: unknown instruction: LABLE (did you mean LABEL?)',
    )
    expect(linesOf('FROM a\n\nLABLE a=1 \\\n b=2')).toEqual([3, 4])
    expect(messageOf('expos 80')).toMatch(/did you mean expose\?/)
  })

  it('tells every flag that is wrong, and knows what the instruction is without it', () => {
    const text = 'FROM --plat=x a AS b\nCOPY --form=a --link=maybe --chown --link c\nRUN x'
    expect(errorsOf(text).map(({ code }) => code)).toEqual(['flag-unknown', 'destination-missing'])
    expect(errorsOf(text.replace(' c\n', ' c d\n')).map(({ code }) => code)).toEqual([
      'flag-unknown',
      'flag-unknown',
      'flag-value',
      'flag-without-value',
    ])
    const tree = treeOf('FROM --plat=x a AS b')
    expect(parseDockerfile(tree, builtinSyntaxes).dockerfile.stages[0]?.from.stageName).toBe('b')
  })

  it('refuses instructions in front of the first stage', () => {
    expect(errorsOf('ENV A=1\nRUN x\nFROM a').map((error) => error.message)).toEqual([
      'no build stage in current context',
    ])
  })

  it('takes keywords in any case, but no look-alikes', () => {
    expect(messageOf('fRoM a\nuser b')).toBeUndefined()
    expect(messageOf('FROM a\nu\u017fer b')).toMatch(/unknown instruction: u\u017fer/)
  })

  it('survives anything', () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => (at * at * 31 + at * 7) % 256)
    expect(treeOf(bytes).file.bytes).toBe(bytes)
    expect(messageOf('\0\0\n\0')).toMatch(/^dockerfile parse error on line 1: unknown instruction: \0\0/)
  })
})

describe('instructionTable', () => {
  it('refuses two of a name', () => {
    const run = builtinSyntaxes.get('RUN')
    expect(() => instructionTable(run ? [run, run] : [])).toThrow('instruction RUN is defined twice')
  })
})
