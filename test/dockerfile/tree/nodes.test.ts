import { describe, expect, it } from 'vitest'
import {
  builtinSyntaxes,
  closest,
  detailsOf,
  nodeAt,
  nodesOf,
  parse,
  parseSyntaxTree,
  treeOf,
} from '../../../src/dockerfile/index.ts'
import { createSourceFile, encodeText, locationOf } from '../../../src/source/index.ts'

const one = (text: string) => {
  const instruction = parse(text).instructions.at(-1)
  if (!instruction) throw new Error('there is no instruction')
  return instruction
}
const texts = (nodes: readonly { readonly text: string }[]) => nodes.map(({ text }) => text)

describe('directives', () => {
  it('have a name and a value, and syntax an image', () => {
    const [syntax, check] = parse(
      '#SYNTAX = docker/dockerfile:1.7 --x \r\n  # check=skip=all\nFROM a',
    ).directives
    expect([syntax?.name, syntax?.nameNode.text, syntax?.value]).toEqual([
      'syntax',
      'SYNTAX',
      'docker/dockerfile:1.7 --x',
    ])
    expect(syntax?.valueNode.children.map(({ kind, text }) => [kind, text])).toEqual([
      ['image-reference', 'docker/dockerfile:1.7'],
      ['literal', ' --x'],
    ])
    expect(check?.text).toBe('# check=skip=all')
  })

  it('that are wrong stay in the tree with their error', () => {
    const tree = parse('# escape=^\n# check=a\n# check=b\nFROM a\nRUN \\\n x')
    expect(tree.directives.map(({ errors }) => errors.map(({ message }) => message))).toEqual([
      ["invalid escape token '^' does not match ` or \\"],
      [],
      ['only one check parser directive can be used'],
    ])
    expect(texts(tree.instructions)).toEqual(['FROM a', 'RUN \\\n x'])
  })
})

describe('comments', () => {
  it('are nodes wherever they stand', () => {
    const tree = parse('# one\n\nRUN a \\\n  # two\n b\n#\n')
    expect(tree.comments.map(({ value, parent }) => [value, parent?.kind])).toEqual([
      ['one', 'dockerfile'],
      ['two', 'word'],
      ['', 'dockerfile'],
    ])
  })
})

describe('a byte order mark', () => {
  it('is a node, and offsets count it', () => {
    const text = '\uFEFFFROM busybox\nRUN echo a\n'
    const tree = parse(encodeText(text))
    expect(tree.children[0]?.kind).toBe('byte-order-mark')
    expect(tree.instructions.map(({ start, end }) => text.slice(start, end))).toEqual([
      'FROM busybox',
      'RUN echo a',
    ])
  })
})

describe('keywords', () => {
  it('mean what their parts say together', () => {
    const { keyword, name } = one('FROM a\nru\\\nn x')
    expect([keyword.value, keyword.text, name]).toEqual(['run', 'ru\\\nn', 'RUN'])
    expect(one('FROM a\nRUNN x').name).toBe('')
  })
})

describe('flags', () => {
  it('have names and values without quotes and escapes, placed where they are written', () => {
    const { flags } = one('FROM a\nCOPY --ch"ow"n="a b":\\$c --li\\\nnk=tr\\\nue --from=x a b')
    expect(flags.map(({ name, value }) => [name, value])).toEqual([
      ['chown', 'a b:$c'],
      ['link', 'true'],
      ['from', 'x'],
    ])
    expect(flags.map(({ valueNode }) => valueNode?.text)).toEqual(['a b":\\$c', 'tr\\\nue', 'x'])
    expect(flags.map(({ nameNode }) => nameNode.text)).toEqual(['ch"ow"n', 'li\\\nnk', 'from'])
  })

  it('are placed where characters of several bytes stand in front', () => {
    const { flags } = one('FROM a\nCOPY --chown=é:\u{1F600} --link a b')
    expect(flags.map(({ valueNode }) => valueNode?.text)).toEqual(['é:\u{1F600}', undefined])
    expect(texts(flags)).toEqual(['--chown=é:\u{1F600}', '--link'])
  })

  it('may be without a value, or have an empty one', () => {
    const { flags } = one('FROM a\nCOPY --link --from= a b')
    expect(flags.map(({ value, valueNode }) => [value, valueNode?.end])).toEqual([
      [undefined, undefined],
      ['', 26],
    ])
  })

  it('of mounts and devices have options', () => {
    const [mount, device] = one(
      'FROM a\nRUN --mount=\'type=cache,"target=/a,""b""",TARGET=$T,from=img:1,ro\' --device=gpu,required make',
    ).flags
    expect(mount?.options.map(({ key, value }) => [key, value])).toEqual([
      ['type', 'cache'],
      ['target', '/a,"b"'],
      ['target', '$T'],
      ['from', 'img:1'],
      ['ro', undefined],
    ])
    expect(mount?.options[1]?.valueNode?.text).toBe('/a,""b""')
    expect(mount?.options[2]?.valueNode?.variables.map(({ name }) => name)).toEqual(['T'])
    expect(nodesOf(mount ?? one('RUN x'), 'image-reference').map(({ tag }) => tag?.text)).toEqual(['1'])
    expect(device?.options.map(({ key }) => key)).toEqual(['gpu', 'required'])
  })
})

describe('arguments', () => {
  it('are words where they stand', () => {
    const args = one('FROM a\nCOPY a\\ b  "c d" \\\n# why\n  $E/f /g/').arguments
    expect(texts(args?.words ?? [])).toEqual(['a\\', 'b', '"c', 'd"', '$E/f', '/g/'])
    expect(args?.words[4]?.variables.map(({ name }) => name)).toEqual(['E'])
  })

  it('are strings of an array, decoded', () => {
    const args = one('FROM a\nVOLUME [ "a\\u0041\\n", \\\n "$B/\\"c" ]').arguments
    expect(args?.form).toBe('json')
    expect(args?.words.map(({ value, text }) => [value, text])).toEqual([
      ['aA\n', '"a\\u0041\\n"'],
      ['$B/"c', '"$B/\\"c"'],
    ])
    expect(args?.words[1]?.variables.map(({ text }) => text)).toEqual(['$B'])
  })

  it('are pairs of ENV, LABEL and ARG', () => {
    const pairs = (text: string) =>
      one(`FROM a\n${text}`).arguments?.pairs.map(({ keyNode, valueNode, legacy }) => [
        keyNode.text,
        valueNode?.text,
        legacy,
      ])
    expect(pairs('ENV A=b "C D"="e f" G=')).toEqual([
      ['A', 'b', false],
      ['"C D"', '"e f"', false],
      ['G', '', false],
    ])
    expect(pairs('LABEL a  b  c')).toEqual([['a', 'b  c', true]])
    expect(pairs('ARG A B=\\\n${C:-d}')).toEqual([
      ['A', undefined, false],
      ['B', '${C:-d}', false],
    ])
  })

  it('are one text of what a shell or a path takes', () => {
    const args = one('FROM a\nRUN cd /a && \\\n  make $T').arguments
    expect(args?.words.map(({ value }) => value)).toEqual(['cd /a &&   make $T'])
    expect(args?.words[0]?.variables.map(({ name, expander }) => [name, expander])).toEqual([['T', 'shell']])
    expect(one('FROM a\nWORKDIR /a b$C').arguments?.words[0]?.variables[0]?.expander).toBe('dockerfile')
  })

  it('of HEALTHCHECK have a word in front', () => {
    const words = (text: string) => texts(one(`FROM a\n${text}`).arguments?.words ?? [])
    expect(words('HEALTHCHECK --retries=1 CMD ["a", "b"]')).toEqual(['CMD', '"a"', '"b"'])
    expect(words('HEALTHCHECK CMD a b')).toEqual(['CMD', 'a b'])
    expect(words('HEALTHCHECK NONE')).toEqual(['NONE'])
  })

  it('are undefined where there are none', () => {
    expect(one('FROM').arguments).toBeUndefined()
  })
})

describe('image references', () => {
  const parts = (text: string) => {
    const [node] = nodesOf(one(text), 'image-reference')
    return [node?.registry, node?.repository, node?.tag, node?.digest].map((part) => part?.text)
  }

  it('have their parts', () => {
    expect(parts('FROM alpine')).toEqual([undefined, 'alpine', undefined, undefined])
    expect(parts('FROM localhost:5000/a/b:1.2@sha256:ab AS x')).toEqual([
      'localhost:5000',
      'a/b',
      '1.2',
      'sha256:ab',
    ])
    expect(parts('FROM team/app')).toEqual([undefined, 'team/app', undefined, undefined])
    expect(parts('FROM localhost/app')).toEqual(['localhost', 'app', undefined, undefined])
    expect(parts('FROM "alpine:3"')).toEqual([undefined, 'alpine', '3', undefined])
  })

  it('may have variables in any of them', () => {
    expect(parts('FROM ${REG:-a.io:1/x}/app:${V:-1}-slim')).toEqual([
      '${REG:-a.io:1/x}',
      'app',
      '${V:-1}-slim',
      undefined,
    ])
    expect(parts('FROM $BASE')).toEqual([undefined, '$BASE', undefined, undefined])
    expect(parts('FROM al\\\npine:\\\n3')).toEqual([undefined, 'al\\\npine', '3', undefined])
  })

  it('are only half there while they are typed', () => {
    for (const text of ['FROM :', 'FROM @', 'FROM a:', 'FROM a@', 'FROM /', 'FROM a: AS', 'FROM a AS']) {
      expect(nodesOf(one(text), 'image-reference').length).toBe(1)
    }
    expect(parts('FROM a:')).toEqual([undefined, 'a', '', undefined])
  })

  it('stand beside the name of the stage', () => {
    expect(one('FROM a as B').arguments?.words.map(({ kind, value }) => [kind, value])).toEqual([
      ['image-reference', 'a'],
      ['as', 'as'],
      ['stage-name', 'B'],
    ])
  })
})

describe('variables', () => {
  it('have a name, an operator and operands', () => {
    const shown = (value: string) => {
      const [variable] = one(`FROM a\nENV A=${value}`).arguments?.pairs[0]?.valueNode?.variables ?? []
      return [variable?.nameNode.text, variable?.operator, variable?.operands.map((operand) => operand.text)]
    }
    expect(shown('$B')).toEqual(['B', '', []])
    expect(shown('x${B}y')).toEqual(['B', '', []])
    expect(shown('"${B:-c d}"')).toEqual(['B', ':-', ['c d']])
    expect(shown('${B##*/}')).toEqual(['B', '##', ['*/']])
    expect(shown('${B%c}')).toEqual(['B', '%', ['c']])
    expect(shown('${B//a/b}')).toEqual(['B', '//', ['a', 'b']])
    expect(shown('${B:?no}')).toEqual(['B', ':?', ['no']])
  })

  it('stand in each other', () => {
    const [variable] = one('FROM a\nENV A=${B:-${C+\\\n$D}}').arguments?.pairs[0]?.valueNode?.variables ?? []
    expect(variable?.operands[0]?.variables.map(({ text }) => text)).toEqual(['${C+\\\n$D}'])
    expect(nodesOf(variable ?? one('RUN x'), 'variable').map(({ name }) => name)).toEqual(['B', 'C', 'D'])
  })

  it('are none in quotes and behind escapes', () => {
    expect(
      nodesOf(one('FROM a\nENV A=\'$B\' C=\\$D E="\\$F $G"'), 'variable').map(({ name }) => name),
    ).toEqual(['G'])
  })

  it('of a shell are found behind what only the shell knows', () => {
    const names = (text: string) => nodesOf(one(`FROM a\nRUN ${text}`), 'variable').map(({ name }) => name)
    expect(names('echo ${A:0:2} ${B^^} $C "$(echo "$D")" \'$E\'')).toEqual(['A', 'B', 'C', 'D'])
    expect(names("echo it's $A")).toEqual(['A'])
  })

  it('are left out where nothing replaces them', () => {
    expect(nodesOf(one('FROM a\nCMD ["$A"]'), 'variable')).toEqual([])
    expect(nodesOf(one('FROM a\nCOPY --from=$A b c'), 'variable')).toEqual([])
  })
})

describe('here-documents', () => {
  it('have an opener, a body and a terminator', () => {
    const { heredocs } = one("FROM a\nCOPY <<-'A' 3<<B /d/\n\tone $x\n\tA\ntwo $y\nB\n")
    expect(
      heredocs.map(({ name, body, terminator, opener }) => [name, body.text, terminator?.text, opener?.text]),
    ).toEqual([
      ['A', '\tone $x\n', 'A', "<<-'A'"],
      ['B', 'two $y\n', 'B', '3<<B'],
    ])
    expect(heredocs.map(({ opener }) => opener?.nameNode.text)).toEqual(["'A'", 'B'])
    expect(heredocs.map(({ body }) => body.variables.map(({ name }) => name))).toEqual([[], ['y']])
  })

  it('are not opened by what is quoted', () => {
    const { heredocs } = one('FROM a\nRUN echo "<<A" <<A\nx\nA\n')
    expect(heredocs[0]?.opener?.start).toBe(22)
  })

  it('without an end are errors that hide nothing behind them', () => {
    const tree = parse("FROM busybox\nRUN <<'DONE'\n    echo first\n    DONE\nRUNN echo second\n")
    expect(tree.instructions.map(({ text }) => text)).toEqual([
      'FROM busybox',
      "RUN <<'DONE'\n    echo first\n    DONE",
      'RUNN echo second',
    ])
    expect(tree.errors.map(({ message }) => message)).toEqual([
      'unterminated heredoc',
      'dockerfile parse error on line 5: unknown instruction: RUNN (did you mean RUN?)',
    ])
    expect(tree.errors[0]?.hint).toBe(
      'DONE on line 4 is indented: write <<-DONE and indent with tabs, or move it to the first column',
    )
    expect(tree.instructions[1]?.errors).toEqual([tree.errors[0]])
  })

  it('without an end end in front of the next instruction', () => {
    const tree = parse('FROM a\nCOPY <<EOF /x\nbody\n RUN not this\nRUN this\n')
    expect(tree.instructions.map(({ name }) => name)).toEqual(['FROM', 'COPY', 'RUN'])
    expect(tree.instructions[1]?.heredocs[0]?.body.text).toBe('body\n RUN not this\n')
    expect(tree.instructions[1]?.heredocs[0]?.terminator).toBeUndefined()
  })

  it.each([
    [
      '<<-A',
      '  A',
      'is indented with spaces: <<- drops tabs alone; indent it with tabs, or move it to the first column',
    ],
    ['<<A', 'A ', 'has white space behind it, which may not be there'],
    ["<<'A'", "'A'", 'is quoted: quotes belong to the word behind << alone'],
    ['<<A', 'a', 'is not written like the word behind <<: write A'],
  ])('%s ended by %j say what is wrong with it', (opener, ending, problem) => {
    expect(parse(`FROM a\nRUN ${opener}\nx\n${ending}\n`).errors[0]?.hint).toBe(`A on line 4 ${problem}`)
  })
})

describe('ONBUILD', () => {
  it('holds an instruction', () => {
    const onbuild = one('FROM a\nONBUILD copy --from=b:1 <<A /x\n$y\nA\n')
    const { inner } = onbuild
    expect([onbuild.name, inner?.name, inner?.keyword.text, onbuild.arguments]).toEqual([
      'ONBUILD',
      'COPY',
      'copy',
      undefined,
    ])
    expect(inner?.flags.map(({ name }) => name)).toEqual(['from'])
    expect(texts(inner?.arguments?.words ?? [])).toEqual(['<<A', '/x'])
    expect(inner?.heredocs.map(({ body }) => body.text)).toEqual(['$y\n'])
    expect([inner?.start, inner?.end]).toEqual([15, onbuild.end])
  })
})

describe('broken text', () => {
  it('stays in the tree and loses nothing else', () => {
    const tree = parse('FROM a\nENV X\nCMD ["a", 1]\nRUN <<"A\nUSER u')
    expect(tree.instructions.map(({ name, errors }) => [name, errors.length])).toEqual([
      ['FROM', 0],
      ['ENV', 1],
      ['CMD', 1],
      ['RUN', 0],
      ['USER', 0],
    ])
    expect(tree.instructions[2]?.arguments?.words.map(({ value }) => value)).toEqual(['["a", 1]'])
  })

  it('that nobody reads on is there all the same', () => {
    const tree = parse(`FROM a\n${'WRONG x\n'.repeat(200)}# last\n`)
    expect(tree.instructions.length).toBeLessThan(200)
    expect(nodesOf(tree, 'unread').length).toBeGreaterThan(50)
  })
})

describe('nodes', () => {
  it('are spans', () => {
    const tree = parse('FROM a\nCOPY \\\n  a /b')
    const word = tree.instructions[1]?.arguments?.words[0]
    expect(word && locationOf(word).ranges.map(({ start }) => start.line)).toEqual([3])
  })

  it('are those of what conversion reads', () => {
    const syntax = parseSyntaxTree(createSourceFile('D', 'FROM a\nRUN b'), builtinSyntaxes)
    const tree = treeOf(syntax)
    expect(treeOf(syntax)).toBe(tree)
    expect(syntax.instructions.map((node) => detailsOf(node))).toEqual(tree.instructions)
    expect(tree.instructions.map(({ node }) => node)).toEqual(syntax.instructions)
  })

  it('of a trigger that lies in no file are undefined', () => {
    const [node] = parseSyntaxTree(createSourceFile('', 'RUN x'), builtinSyntaxes).instructions
    const [from] = parse('FROM a').instructions
    expect(node && from && detailsOf({ ...node, span: from })).toBeUndefined()
  })

  it('can be printed as JSON', () => {
    expect(JSON.parse(JSON.stringify(one('FROM a').arguments?.words[0]))).toMatchObject({
      kind: 'image-reference',
      value: 'a',
    })
  })
})

describe('nodeAt', () => {
  it('finds the innermost node', () => {
    const tree = parse('FROM alpine:3\nRUN x')
    const at = (offset: number) => [
      nodeAt(tree, offset).text,
      closest(nodeAt(tree, offset), 'instruction')?.name,
    ]
    expect(at(0)).toEqual(['FROM', 'FROM'])
    expect(at(12)).toEqual(['3', 'FROM'])
    expect(at(13)).toEqual(['\n', undefined])
    expect(at(999)).toEqual(['x', 'RUN'])
    expect(nodeAt(parse(''), 0).kind).toBe('dockerfile')
  })
})
