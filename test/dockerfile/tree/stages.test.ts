import { describe, expect, it } from 'vitest'
import { imageReferences, parse, stages, variables } from '../../../src/dockerfile/index.ts'

describe('stages', () => {
  it('have names, bases, instructions and references', () => {
    const found = stages(
      parse(
        'ARG B=one\nFROM a AS One\nRUN x\nFROM $B AS two\nONBUILD RUN y\nFROM scratch\nCOPY --from=ONE / /\nCOPY --from=1 / /\nRUN --mount=from=two,target=/t --mount=from=0 z\n',
      ),
    )
    expect(
      found.map(({ index, name, nameNode, base, instructions, references }) => ({
        index,
        name,
        written: nameNode?.text,
        base: base?.name,
        instructions: instructions.map((instruction) => instruction.name),
        references: references.map((node) => node.text),
      })),
    ).toEqual([
      {
        index: 0,
        name: 'one',
        written: 'One',
        base: undefined,
        instructions: ['RUN'],
        references: ['$B', 'ONE'],
      },
      {
        index: 1,
        name: 'two',
        written: 'two',
        base: 'one',
        instructions: ['ONBUILD'],
        references: ['1', 'two'],
      },
      {
        index: 2,
        name: '',
        written: undefined,
        base: undefined,
        instructions: ['COPY', 'COPY', 'RUN'],
        references: [],
      },
    ])
  })

  it('of one name stand for each other up to the next', () => {
    const [first, second] = stages(parse('FROM a AS s\nFROM s AS s\nFROM s\n'))
    expect([first?.references.length, second?.references.length]).toEqual([1, 1])
    expect(second?.base).toBe(first)
  })

  it('may be half typed', () => {
    const [stage] = stages(parse('FROM'))
    expect([stage?.image, stage?.name]).toEqual([undefined, ''])
  })
})

describe('variables', () => {
  const shown = (text: string) =>
    variables(parse(text)).map(({ name, kind, stage, references, inherits }) => [
      name,
      kind,
      stage?.index,
      references.map((node) => node.text),
      inherits?.name,
    ])

  it('of the head are known in FROM, and in a stage that declares them', () => {
    expect(shown('ARG T=1\nARG I=a:$T\nFROM $I\nRUN echo $T\nARG T\nRUN echo ${T}\n')).toEqual([
      ['T', 'arg', undefined, ['$T'], undefined],
      ['I', 'arg', undefined, ['$I'], undefined],
      ['T', 'arg', 0, ['${T}'], 'T'],
    ])
  })

  it('are inherited by stages that begin with another one', () => {
    expect(shown('FROM a AS b\nENV A=1\nFROM b\nWORKDIR /$A\nFROM a\nWORKDIR /$A\n')).toEqual([
      ['A', 'env', 0, ['$A'], undefined],
      ['A', 'undefined', undefined, ['$A'], undefined],
    ])
  })

  it('of one ENV come into being together, those of one ARG in turn', () => {
    expect(shown('FROM a\nENV A=1 B=$A\nARG C=1 D=$C\n')).toEqual([
      ['A', 'undefined', undefined, ['$A'], undefined],
      ['A', 'env', 0, [], undefined],
      ['B', 'env', 0, [], undefined],
      ['C', 'arg', 0, ['$C'], undefined],
      ['D', 'arg', 0, [], undefined],
    ])
  })

  it('are used in here-documents, operands, flags, mounts and triggers', () => {
    const text =
      'FROM a\nARG A=1\nCOPY --chown=$A <<E /${B:-$A}\n$A\nE\nRUN --mount=target=$A x\nONBUILD USER $A\n'
    expect(shown(text)[0]).toEqual(['A', 'arg', 0, ['$A', '$A', '$A', '$A', '$A'], undefined])
  })

  it('of a shell alone are nobody here', () => {
    expect(shown('FROM a\nRUN for i in 1 2; do echo $i; done\n')).toEqual([])
  })
})

describe('imageReferences', () => {
  it('tell where each part is written, and what is not known', () => {
    const text = 'ARG REG=r.io\nARG V=3\nFROM $REG/a:$V-x@sha256:ab\nFROM b:$TARGETARCH\n'
    const [first, second] = imageReferences(parse(text))
    const at = (part: { place: { start: number; end: number } | undefined } | undefined) =>
      part?.place && text.slice(part.place.start, part.place.end)
    expect([first?.value, first?.place]).toEqual(['r.io/a:3-x@sha256:ab', undefined])
    expect([first?.registry, first?.repository, first?.tag, first?.digest].map(at)).toEqual([
      'r.io',
      'a',
      undefined,
      'sha256:ab',
    ])
    expect(first?.tag?.value).toBe('3-x')
    expect([second?.value, second?.repository.value, second?.tag?.value]).toEqual([undefined, 'b', undefined])
  })

  it('take build args for defaults, which are written nowhere', () => {
    const [use] = imageReferences(parse('ARG V=3\nFROM a:$V\n'), { buildArgs: { V: '4' } })
    expect([use?.value, use?.tag?.place]).toEqual(['a:4', undefined])
  })

  it('understand what expressions do', () => {
    const value = (from: string) =>
      imageReferences(parse(`ARG A=x-1\nARG E=\nARG N\nFROM ${from}\n`))[0]?.value
    expect(value('${A:+set}')).toBe('set')
    expect(value('${E:-none}')).toBe('none')
    expect(value('${N-none}')).toBe('none')
    expect(value('${A%-*}')).toBe('x')
    expect(value('${A/x/y}')).toBe('y-1')
    expect(value('b:${N}')).toBeUndefined()
  })

  it('say where they stand', () => {
    const uses = imageReferences(
      parse('# syntax=s\nFROM a\nCOPY --from=b / /\nONBUILD RUN --mount=from=c x\nFROM scratch\n'),
    )
    expect(uses.map((use) => [use.in, use.onbuild, use.value, use.instruction?.name])).toEqual([
      ['syntax', false, 's', undefined],
      ['from', false, 'a', 'FROM'],
      ['copy', false, 'b', 'COPY'],
      ['mount', true, 'c', 'RUN'],
    ])
  })
})
