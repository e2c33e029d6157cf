import { describe, expect, it } from 'vitest'
import { builtinSyntaxes, findSyntax, type Instruction } from '../../../src/dockerfile/index.ts'
import { instructionOf, messageOf, refusalOf, replacing } from '../parse.ts'

function expanded<I extends Instruction>(instruction: I, values: Record<string, string>): I {
  const syntax = findSyntax(builtinSyntaxes, instruction.kind)
  return (syntax?.expand?.(instruction, replacing(values)) ?? instruction) as I
}

describe('FROM', () => {
  it('has an image and perhaps a name', () => {
    expect(instructionOf('from --platform=$P a:$V As Base', 'from')).toMatchObject({
      keyword: 'from',
      source: 'from --platform=$P a:$V As Base',
      baseName: 'a:$V',
      stageName: 'base',
      platform: '$P',
      asKeyword: 'As',
      stageNameAsWritten: 'Base',
    })
    expect(instructionOf('FROM a', 'from')).toMatchObject({ stageName: '', platform: '', asKeyword: '' })
  })

  it('is described by a comment that begins with its name', () => {
    expect(instructionOf('# base of all\n# base  again\nFROM a AS Base', 'from').description).toBe('of all')
    expect(instructionOf('# other x\nFROM a AS base', 'from').description).toBe('')
  })

  it('is refused otherwise', () => {
    for (const text of ['FROM', 'FROM a b', 'FROM a is b', 'FROM a AS b c']) {
      expect(messageOf(text)).toBe(
        'dockerfile parse error on line 1: FROM requires either one or three arguments',
      )
    }
    expect(messageOf('FROM a AS 1\u00e9')).toBe(
      'dockerfile parse error on line 1: invalid name for build stage: "1\u00e9", name can\'t start with a number or contain symbols',
    )
  })
})

describe('ENV and LABEL', () => {
  it('have pairs', () => {
    expect(instructionOf('ENV A=1 "B C"="d e" D=\\ x', 'env').pairs).toEqual([
      { key: 'A', value: '1', legacy: false },
      { key: '"B C"', value: '"d e"', legacy: false },
      { key: 'D', value: '\\ x', legacy: false },
    ])
    expect(instructionOf('LABEL a  b=c "d', 'label').pairs).toEqual([
      { key: 'a', value: 'b=c "d', legacy: true },
    ])
  })

  it('replace variables in keys and values', () => {
    const { pairs } = expanded(instructionOf('ENV $A=$B', 'env'), { A: 'a', B: 'b' })
    expect(pairs).toEqual([{ key: 'a', value: 'b', legacy: false }])
  })

  it('are refused otherwise', () => {
    expect(refusalOf('ENV')).toBe('ENV requires at least one argument')
    expect(refusalOf('LABEL a')).toBe('LABEL must have two arguments')
    expect(refusalOf('LABEL a=1 "b')).toBe(
      'Syntax error - can\'t find = in "\\"b". Must be of the form: name=value',
    )
    expect(refusalOf('ENV A=1 =2')).toBe('ENV names can not be blank')
    expect(refusalOf('ENV --x =2')).toBe('unknown flag: --x')
  })
})

describe('ARG', () => {
  it('has names, defaults and descriptions', () => {
    const { args } = instructionOf('# A first\n# B second\nARG A B=b=c "C"=', 'arg')
    expect(args).toEqual([
      { key: 'A', value: undefined, description: 'first' },
      { key: 'B', value: 'b=c', description: 'second' },
      { key: '"C"', value: '', description: '' },
    ])
    expect(refusalOf('ARG =a')).toBe('ARG names can not be blank')
    expect(refusalOf('ARG')).toBe('ARG requires at least one argument')
    expect(refusalOf('ARG --x')).toBe('ARG requires at least one argument')
    expect(refusalOf('ARG --x=y A')).toBe('unknown flag: --x')
  })
})

describe('COPY and ADD', () => {
  it('have sources, here-documents and a destination', () => {
    const text = 'ADD a <<A <<-"B" <<C /d\n1$V\nA\n\t2$V\n\tB\n3\nC'
    const add = expanded(instructionOf(text, 'add'), { V: 'x' })
    expect(add).toMatchObject({ sources: ['a'], destination: '/d' })
    expect(add.inlineSources).toEqual([
      { path: 'A', content: '1x\n', expand: true },
      { path: 'B', content: '2$V\n', expand: false },
      { path: 'C', content: '3\n', expand: true },
    ])
    expect(instructionOf('COPY ["a b", "<<A", "c"]', 'copy')).toMatchObject({
      sources: ['a b'],
      inlineSources: [{ path: 'A', content: '', expand: true }],
      destination: 'c',
    })
  })

  it('have flags', () => {
    const flags = '--from=f --chown=$V:1 --chmod=u+$V --link --parents=false --exclude=$V --exclude=b'
    expect(expanded(instructionOf(`COPY ${flags} $V /$V`, 'copy'), { V: 'x' })).toMatchObject({
      from: 'f',
      chown: 'x:1',
      chmod: 'u+x',
      link: true,
      parents: false,
      exclude: ['$V', 'b'],
      sources: ['x'],
      destination: '/x',
    })
    expect(instructionOf('ADD --keep-git-dir=false --unpack --checksum=c a b', 'add')).toMatchObject({
      keepGitDir: false,
      unpack: true,
      checksum: 'c',
    })
    expect(instructionOf('ADD a b', 'add')).toMatchObject({ keepGitDir: undefined, unpack: undefined })
  })

  it('look at their arguments first', () => {
    expect(refusalOf('COPY --nope a')).toBe(
      'COPY requires at least two arguments, but only one was provided. Destination could not be determined',
    )
    expect(refusalOf('ADD a <<A\nA')).toBe('ADD cannot accept a heredoc as a destination')
    expect(refusalOf('ADD --nope a <<A\nA')).toBe('unknown flag: --nope')
  })
})

describe('HEALTHCHECK', () => {
  const health = (text: string) => instructionOf(`HEALTHCHECK ${text}`, 'healthcheck').health

  it('has a test and times in nanoseconds', () => {
    expect(health('--interval=1m30s --timeout=0 --start-period=1ms --retries=3 cmd a  b')).toEqual({
      test: ['CMD-SHELL', 'a  b'],
      interval: 90e9,
      timeout: 0,
      startPeriod: 1e6,
      startInterval: 0,
      retries: 3,
    })
    expect(health('CMD ["a", "b"]').test).toEqual(['CMD', 'a', 'b'])
    expect(health('--nope none').test).toEqual(['NONE'])
  })

  it.each([
    ['', 'HEALTHCHECK requires at least one argument'],
    ['NONE x', 'HEALTHCHECK NONE takes no arguments'],
    ['run x', 'Unknown type "RUN" in HEALTHCHECK (try CMD)'],
    ['CMD []', 'Missing command after HEALTHCHECK CMD'],
    ['--timeout=5 CMD x', 'time: missing unit in duration "5"'],
    ['--interval=1us CMD x', 'Interval "interval" cannot be less than 1ms'],
    ['--retries=-2 CMD x', '--retries cannot be negative (-2)'],
    ['--retries=x CMD x', 'strconv.ParseInt: parsing "x": invalid syntax'],
    ['CMD [1]', 'when using JSON array syntax, arrays must be comprised of strings only'],
  ])('refuses %s', (text, message) => {
    expect(refusalOf(`HEALTHCHECK ${text}`)).toBe(message)
  })
})

describe('other instructions', () => {
  it('have what they say', () => {
    expect(expanded(instructionOf('WORKDIR /a b$V', 'workdir'), { V: 'x' }).path).toBe('/a bx')
    expect(expanded(instructionOf('USER $V', 'user'), { V: 'x' }).user).toBe('x')
    expect(expanded(instructionOf('STOPSIGNAL $V', 'stopsignal'), { V: 'x' }).signal).toBe('x')
    expect(expanded(instructionOf('VOLUME ["/a $V", " b "]', 'volume'), { V: 'x' }).volumes).toEqual([
      '/a x',
      'b',
    ])
    expect(instructionOf('EXPOSE 90 80/udp $P', 'expose').ports).toEqual(['$P', '80/udp', '90'])
    expect(instructionOf('MAINTAINER a <b>', 'maintainer').maintainer).toBe('a <b>')
    expect(instructionOf('SHELL ["a", "-c"]', 'shell').shell).toEqual(['a', '-c'])
    expect(instructionOf('CMD a', 'cmd').command).toEqual({ args: ['a'], shell: true, files: [] })
    expect(instructionOf('ENTRYPOINT', 'entrypoint').command.args).toEqual([])
  })

  it.each([
    ['WORKDIR', 'WORKDIR requires exactly one argument'],
    ['WORKDIR --x /a', 'unknown flag: --x'],
    ['MAINTAINER --x', 'MAINTAINER requires exactly one argument'],
    ['EXPOSE', 'EXPOSE requires at least one argument'],
    ['VOLUME []', 'VOLUME requires at least one argument'],
    ['VOLUME [" "]', 'VOLUME specified can not be an empty string'],
    ['SHELL []', 'SHELL requires at least one argument'],
    ['SHELL a', 'SHELL requires the arguments to be in JSON form'],
    ['CMD --x a', 'unknown flag: --x'],
    ['STOPSIGNAL --x 9', 'unknown flag: --x'],
    ['STOPSIGNAL --x', 'STOPSIGNAL requires exactly one argument'],
  ])('refuse %s', (text, message) => {
    expect(refusalOf(text)).toBe(message)
  })
})
