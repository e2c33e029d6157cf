import { describe, expect, test } from 'vitest'
import { createFrontend } from '../../src/extension/index.ts'
import { include, offeredExtensions, unset } from '../../src/extensions/index.ts'
import { build } from '../../src/frontend/index.ts'
import { defineFrontend } from '../../src/index.ts'
import { createOfflineClient, memoryTree } from '../../src/offline/index.ts'
import { type BuildError, clientMessage } from '../../src/source/index.ts'
import { compileDockerfile } from '../../src/testing/index.ts'

const frontend = defineFrontend({ name: 'boxed', offers: offeredExtensions })
const files = { 'part.Dockerfile': 'RUN part\n' }
const compile = (text: string, options: object = {}) =>
  compileDockerfile(text, { frontend, files, ...options })

const notAtHead = (line: number) =>
  `UnreadExtensions: "# extensions=" in line ${line} is not read: it has to stand among the directives at the head, above other comments, empty lines and instructions (line ${line})`

describe('# extensions=', () => {
  test.each([
    ['# extensions=include,unset\n'],
    ['# syntax=x\n# escape=`\n# Extensions = unset , include\n'],
    ['# extensions=include\n# extensions=unset\n'],
    ['#!/usr/bin/env docker\n# extensions=include,include\n# extensions=unset\n'],
    ['# extensions=include\r\n#extensions=unset\r\n'],
  ])('%j turns on what it names', async (head) => {
    const { error, warnings, steps } = await compile(
      `${head}FROM alpine\nINCLUDE part.Dockerfile\nUNSET CMD\n`,
    )
    expect([error, warnings]).toEqual([undefined, []])
    expect(steps.at(-1)).toBe('[2/2] RUN part')
  })

  test.each([
    ['# Copyright the authors\n# extensions=include\nFROM alpine\n', [notAtHead(2)]],
    ['\n# extensions=include\nFROM alpine\n', [notAtHead(2)]],
    ['FROM alpine\n# extensions=unset\nRUN x\n', [notAtHead(2)]],
    [
      '# extension=include\nFROM alpine\n',
      ['UnreadExtensions: "# extension=" in line 1 says nothing: it is "# extensions=" (line 1)'],
    ],
    ['# extensions=unset\n# a comment\n# extensions=include\nFROM alpine\n', [notAtHead(3)]],
    ['# Copyright\n# extensions=includ\nFROM alpine\n', [notAtHead(2)]],
    // It is about something else.
    ['# PHP\n# extensions=mbstring,intl\nFROM alpine\n', []],
    ['# check=skip=UnreadExtensions\n# a\n# extensions=include\nFROM alpine\n', []],
  ])('%j is told of where it is not read', async (text, findings) => {
    const { warnings, error } = await compile(text)
    expect(error).toBeUndefined()
    expect(warnings).toEqual(findings)
  })

  test('in a file that is included is told of', async () => {
    const { warnings } = await compile('# extensions=include\nFROM alpine\nINCLUDE p\n', {
      files: { p: '# extensions=unset\nRUN x\n' },
    })
    expect(warnings).toEqual([
      'UnreadExtensions: "# extensions=" is read in Dockerfile alone (line 1 of p, included in line 3)',
    ])
  })

  test.each([
    ['Include', ' (did you mean include?)'],
    ['includes', ' (did you mean include?)'],
    ['COPY-OPTIONAL', ' (did you mean copy-optional?)'],
    ['nothing-like-it', ''],
  ])('a name that does not exist is refused: %s', async (name, near) => {
    const { error, excerpt } = await compile(`# syntax=x\n# extensions=${name}\nFROM alpine\n`)
    expect(error).toMatchObject({ code: 'extension', message: `there is no extension ${name}${near}` })
    expect(error?.hint).toContain('there are: arg-checks, copy-from,')
    expect(excerpt).toContain(`   2 | >>> # extensions=${name}`)
  })

  test('what the frontend has in any case may be asked for', async () => {
    const own = defineFrontend({ name: 'own', use: [unset], offers: [unset, include] })
    const { error } = await compile('# extensions=unset\nFROM alpine\nUNSET CMD\n', { frontend: own })
    expect(error).toBeUndefined()
  })
})

describe('what belongs to an extension that is not turned on', () => {
  test.each([
    [
      'FROM alpine\nINCLUDE part.Dockerfile\n',
      'unknown instruction: INCLUDE',
      'INCLUDE is of the extension include: turn it on with "# extensions=include" at the head of the Dockerfile',
    ],
    [
      '# Copyright\n# extensions=include\nFROM alpine\nINCLUDE part.Dockerfile\n',
      'unknown instruction: INCLUDE',
      'INCLUDE is of the extension include: "# extensions=" in line 2 is not read: it has to stand among the directives at the head, above other comments, empty lines and instructions',
    ],
    [
      '# extension=unset\nFROM alpine\nUNSET CMD\n',
      'unknown instruction: UNSET (did you mean USER?)',
      'UNSET is of the extension unset: "# extension=" in line 1 says nothing: it is "# extensions="',
    ],
    [
      'FROM alpine\nCOPY --optional a /\n',
      'unknown flag: --optional',
      '--optional is of the extension copy-optional: turn it on with "# extensions=copy-optional" at the head of the Dockerfile',
    ],
  ])('%j says so', async (text, message, hint) => {
    const { error } = await compile(text)
    expect(error).toMatchObject({
      message: expect.stringMatching(/^dockerfile parse error on line \d: /),
      hint,
    })
    expect(error?.message.endsWith(message)).toBe(true)
    if (error) expect(clientMessage(error)).toBe(`${error.message} (hint: ${hint})`)
  })

  test('an unknown instruction of nobody is as ever', async () => {
    const { error } = await compile('FROM alpine\nINCLUED x\nFOO\n')
    expect(error?.own).toBe(false)
    expect(error?.hint).toBeUndefined()
  })

  test('a trigger of a base image names image, trigger and extension', async () => {
    const images = { base: { config: { onBuild: ['UNSET CMD'] } } }
    const { error, excerpt } = await compile('FROM base\nRUN true\n', { images })
    expect(error?.message).toBe('unknown instruction: UNSET (did you mean USER?)')
    expect(error?.hint).toBe(
      'it is in an ONBUILD trigger of base: "UNSET CMD"; UNSET is of the extension unset: turn it on with "# extensions=unset" at the head of the Dockerfile',
    )
    expect(excerpt).toContain('>>> FROM base')
  })

  test('with the extension turned on, the trigger does its work', async () => {
    const images = { base: { config: { onBuild: ['UNSET CMD'], cmd: ['x'] } } }
    const { error, image } = await compile('# extensions=unset\nFROM base\nRUN true\n', { images })
    expect(error).toBeUndefined()
    expect(image?.config.cmd ?? null).toBeNull()
  })
})

test('whoever wants all mistakes is told of the extension as well', async () => {
  const mistakes: BuildError[] = []
  const text = 'FROM alpine\nINCLUDE part\nUNSET CMD\n'
  const client = createOfflineClient({
    options: new Map([
      ['cmdline', 'slipway'],
      ['source', 'slipway'],
    ]),
    locals: new Map([
      ['dockerfile', memoryTree({ Dockerfile: text })],
      ['context', memoryTree({})],
    ]),
    platforms: [{ os: 'linux', architecture: 'amd64' }],
  })
  const all = { ...createFrontend(frontend), onMistake: (error: BuildError) => void mistakes.push(error) }
  await build(client, all).catch(() => {})
  expect(mistakes.map(({ hint }) => hint?.split(':', 1)[0])).toEqual([
    'INCLUDE is of the extension include',
    'UNSET is of the extension unset',
  ])
})
