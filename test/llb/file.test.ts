import { describe, expect, test } from 'vitest'
import {
  describeDefinition,
  type FileAction,
  file,
  image,
  local,
  marshal,
  type Output,
  parseOwnership,
} from '../../src/llb/index.ts'
import { options } from './graph.ts'

const alpine = image('alpine')
const context = local('context')

function describeFile(base: Output | null, actions: readonly FileAction[], cwd?: string) {
  const output = file(base, actions, cwd === undefined ? {} : { cwd })
  const op = describeDefinition(marshal(output, options)).ops.at(-2)
  const body = op?.op['file'] as { actions: Record<string, Record<string, unknown>>[] }
  return { actions: body.actions, inputs: op?.op['inputs'] as unknown[], caps: op?.metadata?.caps }
}
const copy = (changes: Partial<Extract<FileAction, { type: 'copy' }>> = {}): FileAction => ({
  type: 'copy',
  from: context,
  source: '/',
  destination: '/',
  ...changes,
})

describe('actions', () => {
  test('work on each other: the first on the base, the last makes the result', () => {
    const { actions, inputs } = describeFile(alpine, [
      { type: 'mkdir', path: '/a', mode: 0o755 },
      copy(),
      { type: 'rm', path: '/b' },
    ])
    expect(inputs).toHaveLength(2)
    expect(
      actions.map(({ input, secondaryInput, output }) => [input ?? 0, secondaryInput, output ?? 0]),
    ).toEqual([
      [0, -1, -1],
      [2, 1, -1],
      [3, -1, 0],
    ])
  })

  test('on scratch have no base, and a copy from scratch no source', () => {
    const { actions, inputs } = describeFile(null, [copy({ from: null })])
    expect(inputs).toBeUndefined()
    expect(actions[0]).toMatchObject({ input: -1, secondaryInput: -1 })
  })

  test('need the same capability, whatever they are', () => {
    const created = { unixNanoseconds: 5n }
    const { caps, actions } = describeFile(null, [
      { type: 'symlink', oldPath: '../x/', newPath: 'y', created },
      copy({ includePatterns: ['*'], excludePatterns: ['a'], requiredPaths: ['b'], modeString: 'u+x' }),
    ])
    expect(caps).toEqual(['file.base'])
    expect(actions[0]?.['symlink']).toEqual({ oldpath: '../x/', newpath: 'y', timestamp: 5 })
    expect(actions[1]?.['copy']).toEqual({
      src: '/',
      dest: '/',
      timestamp: -1,
      include_patterns: ['*'],
      exclude_patterns: ['a'],
      required_paths: ['b'],
      modeStr: 'u+x',
    })
  })

  test('keep only permission bits of files and directories they make', () => {
    const data = Uint8Array.from([0xff, 0])
    const { actions } = describeFile(null, [
      { type: 'mkfile', path: 'f', mode: 0o100644, data },
      { type: 'mkdir', path: 'd', mode: 0o40755, makeParents: true, created: { unixNanoseconds: -1n } },
      { type: 'mkfile', path: 'g', mode: 0, data: new TextEncoder().encode('ü') },
    ])
    expect(actions.map(({ mkfile, mkdir }) => mkfile ?? mkdir)).toEqual([
      { path: '/f', mode: 0o644, data: { base64: '/wA=' }, timestamp: -1 },
      { path: '/d', mode: 0o755, makeParents: true, timestamp: -1 },
      { path: '/g', data: 'ü', timestamp: -1 },
    ])
  })

  test('copy with the mode of the source where none is given, else with exactly that', () => {
    const modes = [{}, { mode: 0 }, { mode: 0o4755 }].map(
      (change) => describeFile(null, [copy(change)]).actions[0]?.['copy']?.['mode'] ?? 0,
    )
    expect(modes).toEqual([-1, 0, 0o4755])
  })

  test('write a time in nanoseconds exactly', () => {
    const { actions } = describeFile(null, [copy({ created: { unixNanoseconds: 1700000000123456789n } })])
    expect(actions[0]?.['copy']?.['timestamp']).toBe('1700000000123456789')
  })
})

describe('paths', () => {
  test.each([
    ['/a/', '/', '/a/'],
    ['/a/.', '/', '/a/.'],
    ['.', '/work', '/work'],
    ['./', '/work', '/work/'],
    ['/.', '/work', '/.'],
    ['/', '/work', '/'],
    ['', '/work', '/work'],
    ['../x', '/work/deep', '/work/x'],
    ['../../../x', '/work', '/x'],
    ['a//b/../c', '/', '/a/c'],
    ['a', 'work', '/work/a'],
  ])('the destination %j in %j is %j', (destination, cwd, expected) => {
    const { actions } = describeFile(null, [copy({ destination })], cwd)
    expect(actions[0]?.['copy']?.['dest']).toBe(expected)
  })

  test('sources are cleaned and count from the root of where they come from', () => {
    const sources = ['./a/', '/a/../b', '*.txt', ''].map(
      (source) => describeFile(null, [copy({ source })], '/work').actions[0]?.['copy']?.['src'],
    )
    expect(sources).toEqual(['/a', '/b', '/*.txt', '/'])
  })
})

describe('ownership', () => {
  const owner = (text: string) =>
    describeFile(alpine, [copy({ ownership: parseOwnership(text) })]).actions[0]?.['copy']?.['owner']

  test.each([
    ['0', { user: { byID: 0 } }],
    ['root:root', { user: { byID: 0 }, group: { byID: 0 } }],
    ['1000:50', { user: { byID: 1000 }, group: { byID: 50 } }],
    ['me:staff', { user: { byName: { name: 'me' } }, group: { byName: { name: 'staff' } } }],
    ['me:', { user: { byName: { name: 'me' } } }],
    ['5:', { user: { byID: 5 } }],
    [':5', { user: { byID: 0 }, group: { byID: 5 } }],
    ['', { user: { byID: 0 } }],
    ['a:b:c', { user: { byName: { name: 'a' } }, group: { byName: { name: 'b:c' } } }],
    ['2147483648', { user: { byID: 2147483648 } }],
    ['007:4294967295', { user: { byID: 7 }, group: { byID: 4294967295 } }],
    ['4294967296', { user: { byName: { name: '4294967296' } } }],
    ['-1', { user: { byName: { name: '-1' } } }],
    ['+0', { user: { byName: { name: '+0' } } }],
  ])('%j', (text, expected) => {
    expect(owner(text)).toEqual(expected)
  })

  test('names are looked up in the base, or nowhere', () => {
    const ownership = parseOwnership('me')
    const { actions } = describeFile(null, [copy({ ownership })])
    expect(actions[0]?.['copy']?.['owner']).toEqual({ user: { byName: { name: 'me', input: -1 } } })
  })
})
