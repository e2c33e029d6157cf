import { describe, expect, test } from 'vitest'
import { format, parse } from '../../../src/dockerfile/index.ts'
import { BuildError } from '../../../src/source/index.ts'

const rows: readonly (readonly [string, string, string])[] = [
  ['keywords and AS are in capitals', 'from a as b\ncmd x\n', 'FROM a AS b\nCMD x\n'],
  ['words have one space between them', 'COPY   a\tb   /c\n', 'COPY a b /c\n'],
  ['nothing stands in front of a keyword or behind a line', '  FROM a  \n', 'FROM a\n'],
  ['the file ends with one line break', 'FROM a', 'FROM a\n'],
  ['lines that go on are indented', 'COPY a \\\nb /c\n', 'COPY a \\\n    b /c\n'],
  ['no space stands behind an escape character', 'ENV A=1 \\  \n  B=2\n', 'ENV A=1 \\\n    B=2\n'],
  ['arrays have one space behind commas', 'CMD [ "a","b" ,"c"]\n', 'CMD ["a", "b", "c"]\n'],
  ['a command keeps every space', 'RUN  a   &&  b \\\n   c\n', 'RUN a   &&  b \\\n   c\n'],
  ['empty lines in a command go', 'RUN a \\\n\n  b\n', 'RUN a \\\n  b\n'],
  [
    'comments in a command stand as deep as the command',
    'RUN a \\\n# why\n  && b\n',
    'RUN a \\\n  # why\n  && b\n',
  ],
  [
    'flags stand as deep as the command behind them',
    'RUN --network=none \\\n a \\\n   b\n',
    'RUN --network=none \\\n   a \\\n   b\n',
  ],
  ['comments between words stay', 'COPY a \\\n# b\n b /c\n', 'COPY a \\\n    # b\n    b /c\n'],
  ['comments behind the last word stay', 'RUN a \\\n# b\n', 'RUN a \\\n    # b\n'],
  ['here-documents stay', 'run  <<A  cat\n  b \nA\n', 'RUN <<A  cat\n  b \nA\n'],
  ['the KEY value form stays', 'ENV  A   b  c\n', 'ENV A b  c\n'],
  ['HEALTHCHECK has its CMD in capitals', 'HEALTHCHECK cmd  a  b\n', 'HEALTHCHECK CMD a  b\n'],
  ['a trigger keeps its text, which the image has', 'ONBUILD   run  a   b \n', 'ONBUILD run  a   b\n'],
  [
    'directives have one form',
    '#syntax = a/b:1\n# escape=`\nFROM a\n',
    '# syntax=a/b:1\n# escape=`\nFROM a\n',
  ],
  [
    'the escape character is the one of the file',
    '# escape=`\nCOPY a `\nb /c\n',
    '# escape=`\nCOPY a `\n    b /c\n',
  ],
  ['one empty line in a row is enough', 'FROM a\n\n\n\nRUN b\n\n', 'FROM a\n\nRUN b\n'],
  ['a stage has an empty line in front', 'FROM a\nRUN b\nFROM c\n', 'FROM a\nRUN b\n\nFROM c\n'],
  [
    'a stage has an empty line in front of its comments',
    'FROM a\n# the second\n# of two\nFROM b\n',
    'FROM a\n\n# the second\n# of two\nFROM b\n',
  ],
  ['no line stands in front of the first', '\n\nFROM a\n', 'FROM a\n'],
  ['a comment becomes no directive', '\n# escape=`\nFROM a\n', '\n# escape=`\nFROM a\n'],
  ['line ends are those of Unix', 'FROM a\r\nRUN b \\\r\n  c\r\n', 'FROM a\nRUN b \\\n  c\n'],
  [
    'carriage returns stay where a here-document has them',
    'FROM a\r\nCOPY <<A /b\r\nc\r\nA\r\n',
    'FROM a\r\nCOPY <<A /b\r\nc\r\nA\r\n',
  ],
  ['the byte order mark goes', '\ufeffFROM a\n', 'FROM a\n'],
  ['arrays that are none stay', "CMD [ 'a',  'b' ]\n", "CMD [ 'a',  'b' ]\n"],
  ['words keep what is quoted', 'LABEL a="b   c"   d=e\\ f\n', 'LABEL a="b   c" d=e\\ f\n'],
]

describe('a formatted Dockerfile', () => {
  test.each(rows)('%s', (_, before, after) => {
    expect(format(before)).toBe(after)
    expect(format(after)).toBe(after)
  })

  test('has the indent that is asked for', () => {
    expect(format('COPY a \\\n b /c\n', { indent: 2 })).toBe('COPY a \\\n  b /c\n')
  })

  test('is made of a tree as well', () => {
    expect(format(parse('from a\n'))).toBe('FROM a\n')
  })
})

test.each(['FROM a\nRNU b\n', 'FROM a\nRUN <<A\n'])('%j has a mistake and is not formatted', (text) => {
  expect(() => format(text)).toThrow(BuildError)
})
