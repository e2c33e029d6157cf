import { describe, expect, it } from 'vitest'
import { type FlagDefinition, readFlags } from '../../src/dockerfile/index.ts'
import { errorsOf, instructionOf, treeOf } from './parse.ts'

const definitions: readonly FlagDefinition[] = [
  { name: 'link', type: 'boolean' },
  { name: 'from', type: 'string' },
  { name: 'exclude', type: 'strings' },
]
const read = (flags: string) =>
  readFlags(definitions, treeOf(`COPY ${flags} a b`).instructions[0]?.flags ?? [])

describe('readFlags', () => {
  it('gives values by type', () => {
    const flags = read('--exclude=a --link --exclude= --from=x=y')
    expect(flags.boolean('link')).toBe(true)
    expect(flags.string('from')).toBe('x=y')
    expect(flags.strings('exclude')).toEqual(['a', ''])
    expect(flags.used).toEqual(['link', 'from', 'exclude'])
    const others = read('--link=FALSE')
    expect(others.boolean('link')).toBe(false)
    expect(others.string('from')).toBeUndefined()
    expect(others.strings('exclude')).toEqual([])
  })

  it.each([
    ['--frm=a', 'unknown flag: --frm (did you mean from?)'],
    ['--=a', 'unknown flag: --'],
    ['--link --link', 'duplicate flag specified: --link'],
    ['--from=a --from=b', 'duplicate flag specified: --from'],
    ['--from', 'missing a value on flag: --from'],
    ['--exclude', 'missing a value on flag: --exclude'],
    ['--link=', 'missing a value on flag: --link'],
    ['--link=Yes', 'expecting boolean value for flag --link, not: Yes'],
  ])('refuses %s', (flags, message) => {
    expect(() => read(flags)).toThrow(message)
  })
})

describe('errors of flags', () => {
  it('know the flag', () => {
    const [error] = errorsOf('FROM a\nCOPY --link \\\n --frm=b c d')
    expect(error?.locations[0]?.ranges.map((range) => range.start.line)).toEqual([2, 3])
    const { start = 0, end } = error?.focus ?? {}
    expect(error?.focus?.file.text.slice(start, end)).toBe('--frm=b')
  })
})

describe('flags in the text', () => {
  const copy = (text: string) => {
    const { from, sources, destination } = instructionOf(`COPY ${text}`, 'copy')
    return [from, ...sources, destination]
  }

  it('end before the first other word, or behind two dashes', () => {
    expect(copy('--from=a b --from=c')).toEqual(['a', 'b', '--from=c'])
    expect(copy('--from=a -- --b c')).toEqual(['a', '--b', 'c'])
    expect(copy('-x --from=a')).toEqual(['', '-x', '--from=a'])
  })

  it('lose quotes and escapes', () => {
    expect(copy('--from="a b"\\ c\'"\' x y')).toEqual(['a b c"', 'x', 'y'])
    expect(copy('--fr"om"=a x y')).toEqual(['a', 'x', 'y'])
  })

  it('are read byte by byte, as the reference does', () => {
    expect(copy('--from=\u00e9 \u00e9 y')).toEqual(['\u00c3\u00a9', '\u00e9', 'y'])
    expect(copy('--from=\u00e0b y')).toEqual(['\u00c3', 'b', 'y'])
    expect(copy('--from=\u{1F600} x \u{1F600}')).toEqual(['\u00f0\u009f\u0098\u0080', 'x', '\u{1F600}'])
  })
})
