import { describe, expect, test } from 'vitest'
import { argumentsOf, parseScript } from '../../src/shell/index.ts'

const names = (text: string) => parseScript(text).commands.map(({ name }) => name)

describe('commands', () => {
  test.each([
    ['apt-get update && /usr/bin/apt-get install -y curl', ['apt-get', 'apt-get']],
    ['if [ -e x ]; then a; else b; fi', ['[', 'a', 'b']],
    ['for i in 1 2; do a $(b | c); done', ['a', 'b', 'c']],
    ['echo "$(a)" `b`', ['echo', 'a', 'b']],
    ['sudo -E -u me env A=1 nice -n 5 apt-get update', ['sudo', 'env', 'nice', 'apt-get']],
    ['timeout -s KILL 5 a; command -v b; xargs -n 1 c', ['timeout', 'a', 'command', 'xargs', 'c']],
    ['a() { b; }; (c) | { d; }', ['b', 'c', 'd']],
    ['A=1 B=$(c)', ['c']],
    ['$cmd x; "a"b c', ['', 'ab']],
    ['cat <<EOF\n$(a)\nEOF\nb', ['cat', 'a', 'b']],
    ['! a || b &', ['a', 'b']],
    ['# a\nb # c', ['b']],
    ['', []],
  ])('%j', (text, expected) => {
    expect(names(text)).toEqual(expected)
  })

  test('know their place', () => {
    const places = Object.fromEntries(
      parseScript('a; (b); c | d; if e; then f; fi; g || h; i && j; ! k').commands.map(({ name, place }) => [
        name,
        Object.entries(place)
          .filter(([, on]) => on)
          .map(([key]) => key)
          .join(),
      ]),
    )
    expect(places).toEqual({
      a: '',
      b: 'subshell',
      c: 'subshell',
      d: 'subshell',
      e: 'tested,nested',
      f: 'nested',
      g: 'tested',
      h: '',
      i: '',
      j: '',
      k: 'tested',
    })
  })

  test('have words with what they mean, and where they stand', () => {
    const text = `a 'b c' "d$e" f\\ g *.h --i="j"`
    const words = parseScript(text).commands[0]?.args ?? []
    expect(words.map(({ literal }) => literal)).toEqual(['b c', undefined, 'f g', undefined, '--i=j'])
    expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(words.map((word) => word.text))
  })
})

test('statements are what stands between ; and line breaks', () => {
  const { statements } = parseScript('a && b; c &\nd | e')
  expect(
    statements.map(({ commands, background }) => [commands.map(({ name }) => name).join(), background]),
  ).toEqual([
    ['a,b', false],
    ['c', true],
    ['d,e', false],
  ])
})

test('pipelines have the commands of each side', () => {
  const { pipelines } = parseScript('a | { b; c; } | d; e')
  expect(pipelines.map(({ stages }) => stages.map((stage) => stage.map(({ name }) => name).join()))).toEqual([
    ['a', 'b,c', 'd'],
  ])
})

test.each([
  ['[[ a ]]', ['SC3010']],
  ['a <<< b', ['SC3011']],
  ['a <(b)', ['SC3001']],
  ['mkdir {a,b}', ['SC3009']],
  ['find . -exec rm {} +', []],
  ['echo ${a%b} ${a:-b} $((1 + 2))', []],
  ['echo ${a/b/c} ${a:1}', ['SC3060', 'SC3057']],
  ['a=(b c)', ['SC3030']],
  ['a &> b', ['SC3020']],
  ['a > b 2>&1', []],
  ['a |& b', ['SC3023']],
  ['function a { b; }', ['SC2112']],
])('features of bash in %j', (text, expected) => {
  expect(parseScript(text).bashFeatures.map(({ code }) => code)).toEqual(expected)
})

test.each(['echo "a', 'if a; then b', 'a &&', 'case x in', "echo 'a"])('%j is no script', (text) => {
  expect(parseScript(text).errors).not.toEqual([])
})

test.each([
  ['a -xy --long=1 -o v b -- -c', { operands: ['b', '-c'], options: ['x', 'y', 'long', 'o'] }],
  ['a -ovalue b', { operands: ['b'], options: ['o'] }],
  ['a --with value b', { operands: ['b'], options: ['with'] }],
])('arguments of %j', (text, expected) => {
  const [command] = parseScript(text).commands
  const { operands, options } = argumentsOf(command ?? { args: [] }, { withValue: ['o', 'with'] })
  expect({ operands: operands.map(({ literal }) => literal), options: [...options.keys()] }).toEqual(expected)
})
