import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import type { CommandIo } from '../../src/cli/io.ts'
import { run } from '../../src/cli/run.ts'
import { memoryIo } from './memory-io.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'slipway-cli-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(directory, name), content)
}

async function slipway(args: readonly string[], fields: Partial<CommandIo> & { input?: string } = {}) {
  const io = memoryIo({ directory, ...fields })
  const code = await run(commands, args, io, () => '')
  return { code, ...io.printed }
}

describe('compile', () => {
  test('prints ops and image config as text', async () => {
    write({ Dockerfile: 'FROM alpine\nRUN echo hi\n' })
    const { code, out, err } = await slipway(['compile'])
    expect(code).toBe(0)
    expect(out.replace(/sha256:[0-9a-f]{64}/g, 'sha256:…')).toMatchSnapshot()
    expect(err).toBe('note: docker.io/library/alpine:latest has the default image config (see --image)\n')
  })

  test('prints JSON, for several platforms, with findings of build checks', async () => {
    write({ Dockerfile: 'FROM scratch as out\nCOPY a /\n' })
    const { code, out, err } = await slipway(['compile', '--json', '--platform', 'linux/amd64,linux/arm64'])
    expect(code).toBe(0)
    const printed = JSON.parse(out)
    expect(printed.platforms.map((entry: { platform: string }) => entry.platform)).toEqual([
      'linux/amd64',
      'linux/arm64',
    ])
    expect(printed.platforms[1].image.architecture).toBe('arm64')
    expect(printed.platforms[0].definition.ops.map((op: { kind: string }) => op.kind)).toEqual([
      'source',
      'file',
      'result',
    ])
    expect(printed.warnings).toMatchObject([{ file: 'Dockerfile', lines: [[1, 1]] }])
    expect(printed.assumedImages).toEqual([])
    expect(err).toBe("warning: FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)\n")
  })

  test('takes target, build args, named contexts, image configs and other options', async () => {
    write({
      'other.dockerfile':
        'ARG BASE=none\nFROM ${BASE} AS one\nCOPY --from=extra x /\nARG FROM_ENV\nLABEL v=$FROM_ENV\nFROM one\nRUN no\n',
      'base.json': JSON.stringify({
        architecture: 'amd64',
        os: 'linux',
        config: { User: 'somebody' },
        rootfs: { type: 'layers', diff_ids: ['sha256:1'] },
      }),
    })
    const { code, out, err } = await slipway(
      [
        'compile',
        '--json',
        ...['-f', 'other.dockerfile', '--target', 'one'],
        ...['--build-arg', 'BASE=company/base', '--build-arg', 'FROM_ENV', '--build-arg', 'UNSET'],
        ...['--build-context', 'extra=.', '--image', 'company/base=base.json', '--option', 'label:a=b'],
      ],
      { env: { FROM_ENV: 'from the environment' } },
    )
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const { config } = JSON.parse(out).platforms[0].image
    expect(config).toMatchObject({ User: 'somebody', Labels: { v: 'from the environment', a: 'b' } })
    expect(out).toContain('"identifier": "local://extra"')
    expect(out).not.toContain('"no"')
  })

  test('reads the Dockerfile from standard input', async () => {
    const { code, out } = await slipway(['compile', '-f', '-'], { input: 'FROM scratch\nLABEL a=b\n' })
    expect(code).toBe(0)
    expect(out).toContain('scratch: no build steps')
    expect(out).toContain('"a": "b"')
  })

  test('prints the graph as BuildKit reads it', async () => {
    write({ Dockerfile: 'FROM alpine\n' })
    const { code, bytes } = await slipway(['compile', '--proto'])
    expect(code).toBe(0)
    expect(new TextDecoder().decode(bytes)).toContain('docker-image://docker.io/library/alpine:latest')
  })

  test('does not hand a file on to the frontend that it asks for', async () => {
    write({ Dockerfile: '# syntax=docker/dockerfile:1\nFROM alpine\n' })
    expect((await slipway(['compile'])).code).toBe(0)
  })

  test('tells all mistakes of the text, each with its place', async () => {
    write({ Dockerfile: 'FROM alpine\nRUNN x\nCOPY a\nRUN --mont=type=cache x\n' })
    const { code, out, err } = await slipway(['compile'])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err.match(/^Dockerfile:\d+/gm)).toEqual(['Dockerfile:2', 'Dockerfile:3', 'Dockerfile:4'])
    expect(err).toContain(
      'unknown instruction: RUNN (did you mean RUN?) [unknown-instruction]\n   2 | RUNN x\n     | ^^^^\n',
    )
    expect(err).toContain(
      '(did you mean mount?) [flag-unknown]\n   4 | RUN --mont=type=cache x\n     |       ^^^^\n',
    )
  })

  test('goes on behind mistakes of the build, in every stage', async () => {
    write({
      Dockerfile:
        'ARG BASE\nFROM $BASE AS a\nSTOPSIGNAL none\nCOPY --chmod=rwxr-xr-x a b\nFROM Alpine\nEXPOSE x\nENV A\nRUN <<E\n E\nCOPY --from=9 a b\nARG B=b\nCOPY --from=$B a b\nCOPY --from=a / /\n',
    })
    const { err } = await slipway(['compile'])
    expect(
      [...err.matchAll(/^Dockerfile:(\d+):(\d+): .* \[(.*)\]$/gm)].map((match) => match.slice(1)),
    ).toEqual([
      ['2', '6', 'image-blank'],
      ['3', '12', 'signal-value'],
      ['4', '14', 'chmod-value'],
      ['5', '6', 'image-name'],
      ['6', '8', 'port-value'],
      ['7', '5', 'pair-without-value'],
      ['8', '5', 'heredoc-unterminated'],
      ['10', '13', 'stage-index'],
      ['12', '13', 'copy-from-variable'],
    ])
    expect(err).toContain('hint: write --chmod=0755')
  })

  test('prints errors as JSON on standard output, also where it fails', async () => {
    write({ Dockerfile: 'FROM alpine\nCOPY --from base a b\n' })
    const { code, out, err } = await slipway(['compile', '--json'])
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(JSON.parse(out)).toEqual({
      errors: [
        {
          code: 'flag-without-value',
          message: 'dockerfile parse error on line 2: missing a value on flag: --from',
          places: [
            {
              file: 'Dockerfile',
              start: { line: 2, column: 1, offset: 12 },
              end: { line: 2, column: 21, offset: 32 },
            },
          ],
          focus: {
            file: 'Dockerfile',
            start: { line: 2, column: 6, offset: 17 },
            end: { line: 2, column: 12, offset: 23 },
          },
          hint: 'write --from=base: the value follows =, without a blank',
        },
      ],
    })
    expect(JSON.parse((await slipway(['outline', '--json'])).out).errors).toHaveLength(1)
  })

  test('tells a mistake of the build with its place', async () => {
    write({ Dockerfile: 'FROM alpine\nSTOPSIGNAL none\n' })
    expect(await slipway(['compile'])).toEqual({
      code: 1,
      out: '',
      err: 'Dockerfile:2:12: error: invalid signal: none [signal-value]\n   2 | STOPSIGNAL none\n     |            ^^^^\n',
      bytes: new Uint8Array(),
    })
  })
})

test('outline and targets print what --call prints', async () => {
  write({
    Dockerfile: '# VERSION to build\nARG VERSION=1\n# app is shipped\nFROM alpine:${VERSION} AS app\n',
  })
  expect((await slipway(['outline'])).out).toContain('VERSION     1')
  expect((await slipway(['targets'])).out).toContain('app')
  expect(JSON.parse((await slipway(['targets', '--json'])).out).targets[0].name).toBe('app')
})

test('ast prints the tree, with what is wrong on standard error', async () => {
  write({ Dockerfile: '# escape=`\nFROM a\nRUN <<E\nbody\nE\n' })
  const { code, out, err } = await slipway(['ast'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const tree = JSON.parse(out)
  expect(tree.escape).toBe('`')
  expect(tree.instructions[1]).toMatchObject({
    name: 'RUN',
    lines: [3, 5],
    nodes: [
      { kind: 'keyword', value: 'RUN', offsets: [18, 21] },
      { kind: 'arguments', form: 'text' },
      { kind: 'heredoc', name: 'E', nodes: [{ kind: 'heredoc-body' }, { kind: 'name', value: 'E' }] },
    ],
  })
  write({ Dockerfile: 'RUN <<E\n' })
  expect(await slipway(['ast'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('unterminated heredoc'),
  })
})

test('ast gives offsets of the file, and with --all the whole file', async () => {
  const text = '\uFEFFFROM \\\n # why\n busybox\r\n'
  write({ Dockerfile: text })
  const { instructions, comments, nodes } = JSON.parse((await slipway(['ast', '--all'])).out)
  expect(text.slice(...instructions[0].offsets)).toBe('FROM \\\n # why\n busybox')
  expect(text.slice(...comments[0].offsets)).toBe('# why')
  type Printed = { readonly text: string; readonly nodes?: readonly Printed[] }
  const leaves = ({ nodes: inner, text: own }: Printed): string => inner?.map(leaves).join('') ?? own
  expect((nodes as readonly Printed[]).map(leaves).join('')).toBe(text)
})

describe('wrong command lines', () => {
  test.each([
    [['compile'], /there is no Dockerfile .*Dockerfile/],
    [['compile', 'nowhere'], /the build context nowhere is no directory/],
    [['compile', '-f', 'nothing'], /there is no Dockerfile .*nothing/],
    [['compile', '--image', 'x', '-f', '-'], /--image takes NAME=VALUE, not 'x'/],
    [['compile', '--image', 'a=nothing.json', '-f', '-'], /cannot read the image config/],
    [['compile', '--image', 'UPPER=x.json', '-f', '-'], /--image UPPER: .*must be lowercase/],
    [['compile', '--build-context', 'x', '-f', '-'], /--build-context takes NAME=VALUE/],
  ])('%j', async (args, message) => {
    const { code, err } = await slipway(args, { input: 'FROM scratch' })
    expect(code).toBe(2)
    expect(err).toMatch(message)
  })
})
