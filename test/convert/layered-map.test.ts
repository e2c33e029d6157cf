import { describe, expect, test } from 'vitest'
import { LayeredMap } from '../../src/convert/image/layered-map.ts'

describe('LayeredMap', () => {
  test('forks do not see what each other change', () => {
    const base = new LayeredMap<number>()
    base.set('a', 1)
    const left = base.fork()
    const right = base.fork()
    left.set('a', 2)
    right.delete('a')
    right.set('b', 3)
    expect([...left.entries()]).toEqual([['a', 2]])
    expect([...right.entries()]).toEqual([['b', 3]])
    expect([...base.entries()]).toEqual([['a', 1]])
  })

  test('entries are those of their moment', () => {
    const map = new LayeredMap<number>()
    map.set('a', 1)
    const before = map.entries()
    expect(map.entries()).toBe(before)
    map.delete('a')
    map.set('b', 2)
    expect([...before]).toEqual([['a', 1]])
    expect([...map.entries()]).toEqual([['b', 2]])
  })

  test('a key that was deleted and set again comes last', () => {
    const base = new LayeredMap<number>()
    for (const key of ['a', 'b', 'c']) base.set(key, 1)
    const fork = base.fork()
    fork.delete('a')
    fork.set('a', 2)
    expect([...fork.entries()]).toEqual([
      ['b', 1],
      ['c', 1],
      ['a', 2],
    ])
    const further = fork.fork()
    further.delete('a')
    expect([further.get('a'), fork.get('a'), base.get('a')]).toEqual([undefined, 2, 1])
    expect(further.fork().has('a')).toBe(false)
    expect([...further.fork().keys()]).toEqual(['b', 'c'])
  })

  test('keys keep the order in which they were first set, across many forks', () => {
    let map = new LayeredMap<number>()
    for (let index = 0; index < 100; index++) {
      map.set(`k${index}`, index)
      map.set('k0', index)
      map = map.fork()
    }
    expect([...map.keys()]).toEqual(Array.from({ length: 100 }, (_, index) => `k${index}`))
    expect(map.get('k0')).toBe(99)
    expect(map.has('k100')).toBe(false)
  })
})
