import { describe, expect, it } from 'vitest'
import { errorsOf, linesOf, messageOf, treeOf } from './parse.ts'

const originals = (text: string) => treeOf(text).instructions.map((node) => node.original)

describe('escape directive', () => {
  it('changes the character that continues lines', () => {
    const tree = treeOf('# Escape = `\nRUN a `\n b\\\nRUN c')
    expect(tree.escape).toBe('`')
    expect(tree.directives.map(({ name, value }) => [name, value])).toEqual([['escape', '`']])
    expect(tree.instructions.map((node) => node.original)).toEqual(['RUN a  b\\', 'RUN c'])
  })

  it('counts only at the head of the file', () => {
    for (const head of ['\n', '# a comment\n', '# builder=mine\n', 'FROM a\n', '#!/bin/x\n']) {
      expect(treeOf(`${head}# escape=\`\nRUN x`).escape).toBe('\\')
    }
    expect(treeOf('# syntax=a\n  # escape=`\nRUN x').escape).toBe('`')
  })

  it('is refused where it is repeated or has another value, on the line before', () => {
    expect(messageOf('# escape=^\nFROM a')).toBe("invalid escape token '^' does not match ` or \\")
    expect(linesOf('# escape=^\nFROM a')).toEqual([0])
    expect(messageOf('# check=a\n# check=b\nFROM a')).toBe('only one check parser directive can be used')
    expect(linesOf('# check=a\n# check=b\nFROM a')).toEqual([1])
  })
})

describe('lines', () => {
  it('are joined as they are, white space at the start of the first one dropped', () => {
    expect(originals('  RUN a \\\t \n  b\\\n\tc ')).toEqual(['RUN a   b\tc '])
  })

  it('are not continued by an escaped escape character', () => {
    expect(originals('RUN a\\\\\nRUN b\\\\\\\nRUN c')).toEqual(['RUN a\\\\', 'RUN b\\\\\\', 'RUN c'])
  })

  it('may be continued by an escape character alone, or by the end of the file', () => {
    expect(originals('\\\nRUN a\\\n\\\nb \\\n')).toEqual(['RUN ab '])
  })

  it('lose comments and empty lines inside', () => {
    const tree = treeOf('RUN a \\\n  # why\n\n \t\n b\nRUN c \\\n d')
    expect(tree.instructions.map((node) => node.original)).toEqual(['RUN a  b', 'RUN c  d'])
    expect(tree.comments.map((comment) => comment.text)).toEqual(['why'])
    expect(tree.emptyContinuations.map(({ start, end }) => tree.file.text.slice(start, end))).toEqual([' b'])
  })

  it('may end with carriage returns, and begin with a byte order mark', () => {
    const tree = treeOf('\uFEFF# escape=`\r\nRUN a `\r\n b\r\n')
    expect(tree.instructions.map((node) => node.original)).toEqual(['RUN a  b'])
  })

  it('may be 65535 bytes long', () => {
    const message = 'dockerfile line greater than max allowed size of 65535'
    expect(messageOf(`FROM a\n#${'x'.repeat(65534)}\nUSER b`)).toBeUndefined()
    expect(messageOf(`FROM a\n#${'x'.repeat(65535)}\nUSER b`)).toBe(message)
    expect(messageOf(`FROM a\n#${'é'.repeat(32768)}`)).toBe(message)
    expect(linesOf(`FROM a\n#${'é'.repeat(32768)}`)).toEqual([1])
    expect(messageOf(`FROM a\nRUN a\\\n${'x'.repeat(65534)}\\\n${'x'.repeat(65535)}`)).toBeUndefined()
    expect(messageOf('x'.repeat(65536))).toBe('file with no instructions')
  })
})

describe('instructions', () => {
  it('are wanted', () => {
    expect(messageOf('')).toBe('file with no instructions')
    expect(linesOf('# a\n\n# b\n')).toEqual([3])
  })

  it('have the comments above, whatever is between', () => {
    const comments = (text: string) => treeOf(text).instructions[0]?.comments
    expect(comments('# gone\n#\n# one\n\n  #two\nRUN x')).toEqual(['one', '#two'])
    expect(comments('# syntax=a\n# one\nRUN x')).toEqual(['one'])
    expect(treeOf('# one\nRUN x\nRUN y').instructions[1]?.comments).toEqual([])
  })

  it('span all of their lines', () => {
    const text = 'FROM a\n  COPY --chown=1 <<A \\\n # c\n\n /d/\nx\nA\nRUN \\\n\n'
    const spans = treeOf(text).instructions.map(({ span }) => text.slice(span.start, span.end))
    expect(spans).toEqual(['FROM a', 'COPY --chown=1 <<A \\\n # c\n\n /d/\nx\nA', 'RUN \\\n\n'])
    expect(linesOf('FROM a\nNOPE \\\n\n')).toEqual([2, 3])
  })

  it('know where their flags stand', () => {
    const text = 'COPY \\\n --from="a b" \\\n --link\\ x é'
    const flags = treeOf(text).instructions[0]?.flags ?? []
    expect(flags.map(({ name, value }) => [name, value])).toEqual([
      ['from', 'a b'],
      ['link x', undefined],
    ])
    expect(flags.map(({ span }) => text.slice(span.start, span.end))).toEqual(['--from="a b"', '--link\\ x'])
  })

  it('are all looked at, as long as it makes sense', () => {
    const errors = errorsOf('FROM a\nENV A\nCMD [1]\nNOPE\nUSER').map((error) => error.message)
    expect(errors).toEqual([
      'ENV must have two arguments',
      'when using JSON array syntax, arrays must be comprised of strings only',
      'dockerfile parse error on line 4: unknown instruction: NOPE (did you mean COPY?)',
      'dockerfile parse error on line 5: USER requires exactly one argument',
    ])
    expect(errorsOf('FOO x\n'.repeat(1000))).toHaveLength(100)
  })
})

describe('here-documents', () => {
  const heredocs = (text: string) =>
    treeOf(text).instructions[0]?.heredocs.map(({ name, content, expand, chomp, fileDescriptor }) => ({
      name,
      content,
      ...(expand ? {} : { expand }),
      ...(chomp ? { chomp } : {}),
      ...(fileDescriptor ? { fileDescriptor } : {}),
    }))

  it('follow RUN, COPY, ADD and their triggers', () => {
    expect(heredocs('RUN <<A cat\r\nx\r\n\r\nA\r\n')).toEqual([{ name: 'A', content: 'x\r\n\r\n' }])
    expect(heredocs('onbuild copy <<A /a\nx\nA')).toEqual([{ name: 'A', content: 'x\n' }])
    for (const line of ['CMD cat <<A', 'ONBUILD CMD <<A', 'RUN ["<<A"]', 'ONBUILD ONBUILD RUN <<A']) {
      expect(heredocs(`${line}\n# x\n`)).toEqual([])
    }
  })

  it('come in the order of their words', () => {
    expect(heredocs('RUN a 3<<A <<-"B" << C <<D"D"\n1\nA\n\tB\n2\nC\nDD')).toEqual([
      { name: 'A', content: '1\n', fileDescriptor: 3 },
      { name: 'B', content: '', expand: false, chomp: true },
      { name: 'C', content: '2\n' },
      { name: 'DD', content: '', expand: false },
    ])
  })

  it('are plain text where the word is quoted, escaped or no word', () => {
    for (const words of ['"<<A"', "'<<A'", '\\<<A b', 'a<<A', '<<""', '<<', "<<'A"]) {
      expect(heredocs(`RUN cat ${words}\n`)).toEqual([])
    }
  })

  it('keep comments, instructions and continuations', () => {
    expect(heredocs('RUN <<A\n# x\n\\\nFROM\nA')).toEqual([{ name: 'A', content: '# x\n\\\nFROM\n' }])
  })

  it('must be terminated', () => {
    expect(messageOf('FROM a\nRUN <<A <<B\nA\nx\n')).toBe('unterminated heredoc')
    expect(linesOf('FROM a\nRUN <<A <<B\nA\nx\n')).toEqual([2, 3, 4])
  })
})

describe('bytes that are no UTF-8', () => {
  const text = (...parts: (string | number)[]) =>
    treeOf(
      Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? part : [...Buffer.from(part)]))),
    )

  it('stay in commands', () => {
    const [run] = text('RUN echo caf', 0xe9).instructions
    expect(run?.arguments.words).toEqual(['echo caf\udce9'])
  })

  it('are U+FFFD in words, and characters in flags', () => {
    const [arg, copy] = text('ARG A=', 0xe9, 0xff, '\nCOPY --from=', 0xe9, ' ', 0xe9, ' b').instructions
    expect(arg?.arguments.words).toEqual(['A=\uFFFD\uFFFD'])
    expect(copy?.flags[0]?.value).toBe('\u00e9')
    expect(copy?.arguments.words).toEqual(['\udce9', 'b'])
  })
})
