import { describe, expect, it } from 'vitest'
import {
  type ExpansionOptions,
  emptyEnvironment,
  environmentOf,
  expandWord,
  expandWords,
  tryExpandWord,
} from '../../../src/dockerfile/index.ts'

const environment = environmentOf(['V=val', 'E=', 'P=/a/b/c.tar.gz', 'S=x y', 'L=a\nb', 'D=$0-$V'])
const expand = (word: string, options?: ExpansionOptions) => expandWord(word, environment, options).result
const problem = (word: string) => tryExpandWord(word, environment).error?.message

describe('expandWord', () => {
  it.each([
    ['$V ${V} $VX $V-', 'val val  val-'],
    ['$ $. a$', '$ $. a$'],
    ['$1a$$b', 'ab'],
    ['${V:-d}${E:-d}${U:-d}${V-d}${E-d}${U-d}', 'valddvald'],
    ['[${V:+a}${E:+b}${U:+c}][${V+a}${E+b}${U+c}]', '[a][ab]'],
    ['${V:?x}${V?x}[${E?x}]', 'valval[]'],
    ['${P#*/}|${P##*/}|${P%.*}|${P%%.*}', 'a/b/c.tar.gz|c.tar.gz|/a/b/c.tar|/a/b/c'],
    ['${P#a}|${P#/?/}|${P%?}|${V#"v"}', '/a/b/c.tar.gz|b/c.tar.gz|/a/b/c.tar.g|al'],
    ['${P/\\//:}|${P//\\//:}|${P//[.]/}|${P//./}', ':a/b/c.tar.gz|:a:b:c.tar.gz|/a/b/c.tar.gz|/a/b/ctargz'],
    ['${V/a*/X}|${V/q/X}|${V//?/$V}|${V///-}', 'vX|val|valvalval|-v-a-l-'],
    ['${L//*/x}|${L#*b}', 'x\nx|a\nb'],
    ['${V/a/$D}|${V//a/$D}|${V//a/\\$0}', 'v$0-$Vl|va-l|v\\al'],
    ['${U:-${V:-${U}}}${U:-"a}b"}${U:-\\}}', 'vala}b}'],
    ["\"$V '$V' \\$V \\a\" '$V \"' \\$V \\a", "val 'val' $V \\a $V \" $V a"],
    ['<<$V <', '<<val <'],
    ['\uFEFFa\uFEFF', 'a\uFEFF'],
    ['a\\', 'a'],
  ])('%s', (word, result) => {
    expect(expand(word)).toBe(result)
  })

  it.each([
    ['${', "syntax error: missing '}'"],
    ['${}', 'syntax error: bad substitution'],
    ['${:-a}', 'syntax error: bad substitution'],
    ['${V', 'unsupported modifier (\uFFFD) in substitution'],
    ['${V!a}', 'unsupported modifier (!) in substitution'],
    ['${V:=a}', 'unsupported modifier (:=) in substitution'],
    ['${V:#a}', 'unsupported modifier (:#) in substitution'],
    ['${V:-a', "syntax error: missing '}'"],
    ['${V/a', "syntax error: missing '/' in ${}"],
    ['${V/${U:-b', "syntax error: missing '/' in ${}"],
    ['${V/a/b', "syntax error: missing '}'"],
    ['${U:-${U?x}', "syntax error: missing '}'"],
    ['${U:-${}', 'syntax error: bad substitution'],
    ['${U?}', 'U: is not allowed to be unset'],
    ['${E:?}', 'E: is not allowed to be empty'],
    ['${E:?set $V}', 'E: set val'],
    ['${V#\\a}', "invalid pattern (\\a) in substitution: invalid escape '\\a'"],
    ['${V%a\\b}', "invalid pattern (\\ba) in substitution: invalid escape '\\b'"],
    ['${V%a\\\\\\}', "syntax error: missing '}'"],
    ['"a', 'unexpected end of statement while looking for matching double-quote'],
    ["'a", 'unexpected end of statement while looking for matching single-quote'],
    ['${V:-"a}', "syntax error: missing '}'"],
  ])('refuses %s', (word, message) => {
    expect(problem(word)).toBe(`failed to process ${JSON.stringify(word)}: ${message}`)
  })

  it('tells which names had values', () => {
    const { matched, unmatched } = expandWord('$V ${U:-$W} ${V:-$X}', environment)
    expect([...matched]).toEqual(['V'])
    expect([...unmatched]).toEqual(['W', 'U', 'X'])
    expect([...tryExpandWord('$A${B:?no}', emptyEnvironment).unmatched]).toEqual(['A', 'B'])
  })

  it('heeds the escape character', () => {
    expect(expand('`$V \\$V "`"" ``', { escape: '`' })).toBe('$V \\val " `')
  })

  it('can leave things as they are', () => {
    expect(expand('$U ${U} ${U:-$V} ${U/a/"b"} $V', { skipUnset: true })).toBe(
      '$U ${U} ${U:-val} ${U/a/b} val',
    )
    expect(expand('"a $V" \'b\' \\c', { rawQuotes: true })).toBe('"a val" \'b\' c')
    expect(expand('\\$V "\\"" "\\a" ${U:-\\b}', { rawEscapes: true })).toBe('\\$V \\" \\\\a b')
    expect(expand('"$V" \'$V\' it\'s \\"', { skipQuotes: true })).toBe('"val" \'val\' it\'s "')
  })

  it('takes any depth', () => {
    const depth = 100_000
    const word = ['"${U:-'.repeat(depth), 'x', '}"'.repeat(depth)].join('')
    expect(expand(word)).toBe('x')
    expect(problem('${U:-'.repeat(depth))).toMatch(/missing '}'$/)
  })
})

describe('expandWords', () => {
  const words = (text: string) => expandWords(text, environment)

  it('splits what is not quoted', () => {
    expect(words(' a  "b c"d \\ e $S "$S" \'\' ')).toEqual(['a', 'b cd', ' e', 'x', 'y', 'x y'])
    expect(words('80<< EOF 81')).toEqual(['80<< EOF', '81'])
  })

  it('loses what a word has before a default, as the reference does', () => {
    expect(words('a b${U:-c}d')).toEqual(['a', 'cd'])
  })
})
