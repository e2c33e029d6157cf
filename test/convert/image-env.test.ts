import { describe, expect, test } from 'vitest'
import { ImageEnv } from '../../src/convert/image/image-env.ts'

describe('ImageEnv', () => {
  test('replaces in place and appends what is new', () => {
    const env = ImageEnv.of(['A=1', 'B=2'])
    env.set('A', 'x=y')
    env.set('C', '3')
    expect(env.list()).toEqual(['A=x=y', 'B=2', 'C=3'])
  })

  test('leaves entries of the base image as they are', () => {
    const env = ImageEnv.of(['BARE', '=odd', 'A=1', 'A=2'])
    expect(env.list()).toEqual(['BARE', '=odd', 'A=1', 'A=2'])
    expect(env.get('BARE')).toBe('')
    expect(env.effectiveValue('A')).toBe('2')
    env.set('A', '3')
    expect(env.list()).toEqual(['BARE', '=odd', 'A=3', 'A=2'])
  })

  test('deletes and sets again', () => {
    const env = ImageEnv.of(['A=1', 'B=2'])
    env.delete('A')
    expect(env.has('A')).toBe(false)
    expect(env.list()).toEqual(['B=2'])
    const fork = env.fork()
    fork.set('A', '4')
    expect(fork.list()).toEqual(['A=4', 'B=2'])
    expect(env.list()).toEqual(['B=2'])
  })
})
