import { describe, expect, it } from 'vitest'
import { explain, parse } from '../../../src/dockerfile/index.ts'
import { BuildError } from '../../../src/source/index.ts'
import { compileDockerfile } from '../../../src/testing/index.ts'

/** What is said of the first error of a Dockerfile: the words that it is about, and the way out. */
async function said(
  text: string,
): Promise<{ readonly words: string | undefined; readonly hint: string | undefined }> {
  const tree = parse(text)
  const first: BuildError | undefined = tree.errors[0] ?? (await compileDockerfile(text)).error
  if (!first) throw new Error('there is no error')
  const { focus, hint, message } = explain(first, tree)
  expect(message).toBe(first.message)
  return { words: focus && tree.file.text.slice(focus.start, focus.end), hint }
}

describe('the way out of', () => {
  it.each([
    [
      'an ARG without a value',
      'ARG BASE\nFROM $BASE',
      '$BASE',
      'ARG BASE on line 1 has no value: give it a default, or build with --build-arg BASE=…',
    ],
    [
      'an ARG without a value in a tag',
      'ARG A=1\nARG TAG\nFROM alpine:${TAG}',
      '${TAG}',
      'ARG TAG on line 2 has no value: give it a default, or build with --build-arg TAG=…',
    ],
    [
      'an ARG that nothing declares',
      'FROM alpine:$TAG',
      '$TAG',
      'no ARG declares TAG: write ARG TAG=… above the first FROM',
    ],
    [
      'an ARG of a stage',
      'FROM a\nARG TAG=1\nFROM b:$TAG',
      '$TAG',
      'TAG on line 2 belongs to a stage: FROM knows only what ARG declares above the first FROM',
    ],
    [
      'an ARG in a platform',
      'ARG P\nFROM --platform=$P a',
      '$P',
      'ARG P on line 1 has no value: give it a default, or build with --build-arg P=…',
    ],
    [
      'a file without FROM',
      'RUN make',
      undefined,
      'there is no FROM: a Dockerfile begins with one, such as FROM alpine:3 or FROM scratch',
    ],
    [
      'a file of comments',
      '# nothing',
      undefined,
      'a Dockerfile begins with FROM: FROM alpine:3, or FROM scratch to begin with nothing',
    ],
    [
      'an instruction above FROM',
      'ENV A=1\nFROM a',
      undefined,
      'only ARG may stand in front of the first FROM: move it below line 2',
    ],
    [
      'a devcontainer template',
      'FROM a:${templateOption:imageVariant}',
      '${templateOption:imageVariant}',
      '${templateOption:imageVariant} is a placeholder of a template of devcontainers: fill it in before the file is built',
    ],
    [
      'a Jinja template',
      '{% if x %}\nFROM a',
      '{% if x %}',
      '{% if x %} is a placeholder of a Jinja template: fill it in before the file is built',
    ],
    [
      'a Go template',
      'FROM {{.Image}}',
      '{{.Image}}',
      '{{.Image}} is a placeholder of a template (Go, Jinja, Handlebars …): fill it in before the file is built',
    ],
    [
      'a PHP template',
      'FROM <?= $base ?>',
      '<?= $base ?>',
      '<?= $base ?> is a placeholder of a PHP template: fill it in before the file is built',
    ],
    [
      'an example',
      'FROM <your image>',
      '<your image>',
      '<your image> is a placeholder of an example that is to be filled in: fill it in before the file is built',
    ],
    [
      '--from with a blank',
      'FROM a\nCOPY --from builder /a /b',
      '--from',
      'write --from=builder: the value follows =, without a blank',
    ],
    [
      'a mount on .',
      'FROM a\nRUN --mount=type=bind,target=. make',
      'target=.',
      'target=. is / as long as no WORKDIR is set: set WORKDIR above, or name a directory',
    ],
    [
      'an Earthfile',
      'VERSION 0.8\nFROM a',
      'VERSION',
      'VERSION is an instruction of Earthfiles, which earthly builds',
    ],
    [
      'dockerfile-plus',
      'INCLUDE+ other',
      'INCLUDE+',
      'INCLUDE+ is an instruction of the frontend edrevo/dockerfile-plus: name it in # syntax=',
    ],
    [
      'a stage in another case',
      'FROM a AS Base\nRUN x\nFROM Base',
      'Base',
      'the stage of line 1 is called base: write FROM base',
    ],
    ['an image in upper case', 'FROM Alpine:3', 'Alpine:3', 'names of images are in lower case: alpine'],
    [
      '<<- END',
      'FROM a\nRUN cat <<- END > /n\n\talpha\n\tEND',
      'alpha',
      'line 2 has "<<- END": no blank may stand between <<- and the word',
    ],
    [
      'a heredoc whose word is quoted wrongly',
      'FROM a\nRUN <<"EOF\nmake\nEOF',
      'make',
      'line 2 has <<"EOF: the quotes around the word do not match',
    ],
    [
      'a lost continuation',
      'FROM a\nRUN apt-get update\n    && apt-get install x',
      '&&',
      'if this belongs to line 2, that line has to end with \\',
    ],
    [
      'a blank behind a continuation',
      'FROM a\nRUN make \\ # all\n    test',
      'test',
      'line 2 has something behind its \\: it continues a line at the very end alone',
    ],
    [
      'a no-break space',
      'FROM\u00a0a',
      '\u00a0',
      'there is a no-break space (U+00A0) here: write a plain one',
    ],
    [
      'curly quotes',
      'FROM a\nENV A=\u201cb c\u201d',
      '\u201c',
      'there is a curly quote here: write a straight one',
    ],
    [
      '--chmod as ls shows it',
      'FROM a\nCOPY --chmod=rwxr-xr-x a b',
      'rwxr-xr-x',
      'write --chmod=0755: a mode is octal (0755), or says what changes (u=rwx,go=rx)',
    ],
    [
      '--chmod that is none',
      'FROM a\nCOPY --chmod=all a b',
      'all',
      'a mode is octal (0755), or says what changes (u=rwx,go=rx)',
    ],
    ['FROM without AS', 'FROM alpine base', 'base', 'write FROM alpine AS base'],
    [
      'a comment behind FROM',
      'FROM alpine # base',
      '# base',
      '# begins a comment at the start of a line alone: put the comment on a line above',
    ],
    ['AS without a name', 'FROM alpine AS', 'AS', 'the name of the stage is missing behind AS'],
    [
      'a value with blanks',
      'FROM a\nENV A=b c',
      'A=b c',
      'put a value with blanks in quotes: NAME="two words"',
    ],
    ['a COPY without a destination', 'FROM a\nCOPY app', 'app', 'say where to: COPY app ./'],
    ['COPY of a URL', 'FROM a\nCOPY https://example.org/a b', 'https://example.org/a', 'use ADD'],
    [
      'a variable that is required',
      'FROM a\nWORKDIR ${B:?}',
      '${B:?}',
      'give B a value: build with --build-arg B=… where an ARG declares it',
    ],
  ])('%s', async (_, text, words, hint) => {
    expect(await said(text)).toEqual({ words, hint })
  })

  it('UTF-16', () => {
    const bytes = new Uint8Array([
      0xff,
      0xfe,
      ...[...'FROM a\n'].flatMap((character) => [character.charCodeAt(0), 0]),
    ])
    const [error, more] = parse(bytes).errors
    expect([error?.message, error?.code, more]).toEqual([
      'the Dockerfile is encoded in UTF-16, save it as UTF-8',
      'encoding',
      undefined,
    ])
  })

  it('Latin-1, with its place', () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('FROM busybox\nRUN echo caf'), 0xe9, 0x0a])
    const tree = parse(bytes)
    const error = new BuildError('definition', 'string field contains invalid UTF-8')
    const explained = explain(error, tree)
    expect(explained.hint).toBe(
      'line 2 has bytes that are no UTF-8, as files in Latin-1 have them: save the file as UTF-8',
    )
    expect(explained.focus?.start).toBe(25)
  })

  it('nothing, where there is nothing to say', async () => {
    expect(await said('FROM a\nNONSENSE x')).toEqual({ words: 'NONSENSE', hint: undefined })
  })
})
