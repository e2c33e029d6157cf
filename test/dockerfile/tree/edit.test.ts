import { describe, expect, it } from 'vitest'
import { applyChanges, edit, nodesOf, parse, type TreeNode } from '../../../src/dockerfile/index.ts'

const text =
  'FROM alpine:3 AS a\nRUN --mount=type=cache,target=/c,ro \\\n  # why\n  --network=none \\\n  make\nCOPY x y\n'
const tree = parse(text)
const find = (kind: TreeNode['kind'], written: string): TreeNode => {
  const node = nodesOf(tree, kind).find((candidate) => candidate.text === written)
  if (!node) throw new Error(`there is no ${kind} ${written}`)
  return node
}

describe('edit', () => {
  it('makes several changes at once, in any order', () => {
    const edited = edit(tree)
      .replace(find('word', 'y'), 'z')
      .replace(find('image-part', '3'), '3.20')
      .before(find('instruction', 'COPY x y'), 'USER app\n')
      .after(find('word', 'x'), ' w')
      .insert(0, '# one\n')
      .insert(0, '# two\n')
    expect(edited.toString()).toBe(
      `# one\n# two\n${text.replace(':3 ', ':3.20 ').replace('COPY x y', 'USER app\nCOPY x w z')}`,
    )
    expect(edited.changes.map(({ start }) => start)).toEqual([
      0,
      0,
      12,
      text.indexOf('COPY'),
      text.indexOf(' y'),
      text.lastIndexOf('y'),
    ])
    expect(tree.file.text).toBe(text)
  })

  it('refuses changes that overlap, and stays as it was', () => {
    const edited = edit(tree).replace(find('image-part', '3'), '4')
    expect(() => edited.replace(find('image-reference', 'alpine:3'), 'b')).toThrow(RangeError)
    expect(() => edited.remove(find('instruction', 'FROM alpine:3 AS a'))).toThrow(RangeError)
    expect(() => edited.replace(find('image-part', '3'), '5')).toThrow(RangeError)
    expect(edited.toString()).toBe(text.replace(':3', ':4'))
    expect(() => edited.insert(-1, 'x')).toThrow(RangeError)
    expect(() => edited.insert(Number.NaN, 'x')).toThrow(RangeError)
    expect(() => edited.insert(text.length + 1, 'x')).toThrow(RangeError)
    const [other] = parse('FROM b').instructions
    expect(() => other && edited.remove(other)).toThrow(RangeError)
  })

  it('makes a change once that is asked for twice', () => {
    const tag = find('image-part', '3')
    expect(edit(tree).replace(tag, '4').replace(tag, '4').toString()).toBe(text.replace(':3', ':4'))
  })

  it('takes a node away with what would be left over', () => {
    const without = (kind: TreeNode['kind'], written: string) =>
      edit(tree).remove(find(kind, written)).toString()
    expect(without('instruction', 'COPY x y')).toBe(text.replace('COPY x y\n', ''))
    expect(without('option', 'target=/c')).toBe(text.replace('target=/c,', ''))
    expect(without('option', 'ro')).toBe(text.replace(',ro', ''))
    expect(without('flag', '--network=none')).toBe(text.replace('  --network=none \\\n', ''))
    expect(without('word', 'x')).toBe(text.replace('COPY x', 'COPY'))
    expect(without('comment', '# why')).toBe(text.replace('  # why\n', ''))
  })

  it('keeps bytes that are no text', () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('FROM a\nRUN '), 0xe9, 0x0a])
    const broken = parse(bytes)
    const [image] = nodesOf(broken, 'image-reference')
    const expected = bytes.slice()
    expected[5] = 0x62
    expect(image && edit(broken).replace(image, 'b').toBytes()).toEqual(expected)
  })
})

it('applyChanges refuses changes that overlap', () => {
  expect(
    applyChanges('abc', [
      { start: 2, end: 3, text: 'z' },
      { start: 0, end: 1, text: 'x' },
    ]),
  ).toBe('xbz')
  expect(() =>
    applyChanges('abc', [
      { start: 0, end: 2, text: '' },
      { start: 1, end: 3, text: '' },
    ]),
  ).toThrow(RangeError)
})
