import { describe, expect, test } from 'vitest'
import { type Command, UsageError } from '../../src/cli/command.ts'
import { commands } from '../../src/cli/commands/index.ts'
import { run } from '../../src/cli/run.ts'
import { BuildError, createSourceFile } from '../../src/source/index.ts'
import { memoryIo } from './memory-io.ts'

const file = createSourceFile('Dockerfile', 'FROM a\nRUNN b\n')
const sample: Command = {
  name: 'sample',
  summary: 'Do something',
  description: 'Does something.',
  argument: 'DIR',
  options: {
    flag: { type: 'boolean', short: 'x', help: 'A flag' },
    item: { type: 'string', multiple: true, value: 'NAME', help: 'An item\nwith a second line' },
  },
  async run(values, positional, io) {
    if (positional === 'wrong') throw new UsageError('that is wrong')
    if (positional === 'bad')
      throw new BuildError('conversion', 'cannot', { at: { file, start: 7, end: 11 } })
    io.out(`${values.boolean('flag')} ${values.strings('item')} ${values.string('item')} ${positional}`)
    return 0
  },
}
async function slipway(...args: readonly string[]) {
  const io = memoryIo()
  const code = await run([{ ...sample, load: async () => sample }], args, io, () => '1.2.3')
  return { code, ...io.printed }
}

test('options and the argument reach the command', async () => {
  expect(await slipway('sample', '-x', '--item', 'a', 'dir', '--item=b')).toMatchObject({
    code: 0,
    out: 'true a,b b dir',
  })
  expect(await slipway('sample')).toMatchObject({ code: 0, out: 'false  undefined undefined' })
})

describe('wrong command lines', () => {
  test.each([
    [['nothing'], "slipway: there is no command 'nothing'\nSee 'slipway --help'.\n"],
    [['help', 'nothing'], "slipway: there is no command 'nothing'\nSee 'slipway --help'.\n"],
    [['sample', '--other'], "slipway: unknown option '--other'\nSee 'slipway sample --help'.\n"],
    [['sample', 'a', 'b'], "slipway: unexpected argument 'b'\nSee 'slipway sample --help'.\n"],
    [['sample', 'wrong'], "slipway: that is wrong\nSee 'slipway sample --help'.\n"],
  ])('%j', async (args, err) => {
    expect(await slipway(...args)).toMatchObject({ code: 2, out: '', err })
  })

  test('an option without its value', async () => {
    expect(await slipway('sample', '--item')).toMatchObject({ code: 2 })
  })

  test('no command at all shows the help, on standard error', async () => {
    expect(await slipway()).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Commands:') })
  })
})

test('mistakes of the Dockerfile are shown with their place', async () => {
  expect(await slipway('sample', 'bad')).toMatchObject({
    code: 1,
    out: '',
    err: 'Dockerfile:2:1: error: cannot\n   2 | RUNN b\n     | ^^^^\n',
  })
})

describe('help', () => {
  test('of the program', async () => {
    for (const args of [['--help'], ['-h'], ['help']]) {
      const { code, out } = await slipway(...args)
      expect(code).toBe(0)
      expect(out).toContain('  sample  Do something\n')
      expect(out).toContain('Exit codes:')
    }
  })

  test('of a command', async () => {
    const { out } = await slipway('help', 'sample')
    expect(out).toBe((await slipway('sample', 'a', 'b', '--help')).out)
    expect(out).toContain('Usage: slipway sample [OPTIONS] [DIR]\n\nDoes something.\n')
    expect(out).toContain(
      '  -x, --flag   A flag\n  --item NAME  An item\n               with a second line\n               (may be repeated)\n',
    )
  })

  test('of every built-in command fits a terminal', async () => {
    for (const { name } of commands) {
      const io = memoryIo()
      expect(await run(commands, ['help', name], io, () => '')).toBe(0)
      for (const line of io.printed.out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100)
    }
  })
})

test('the version', async () => {
  expect(await slipway('--version')).toMatchObject({ code: 0, out: '1.2.3\n' })
})
