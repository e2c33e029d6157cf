import { describe, expect, test } from 'vitest'
import { StageEnvironment } from '../../src/convert/args/stage-environment.ts'
import { ImageEnv } from '../../src/convert/image/image-env.ts'

describe('StageEnvironment', () => {
  test('lists what was set last at the end', () => {
    const env = new StageEnvironment(ImageEnv.of(['A=1', 'B=2', 'C=3']))
    env.setEnv('A', '9')
    env.setVariable('ARG', 'x')
    expect(env.list()).toEqual(['B=2', 'C=3', 'A=9', 'ARG=x'])
    env.setEnv('B', '8')
    expect(env.list()).toEqual(['C=3', 'A=9', 'ARG=x', 'B=8'])
  })

  test('a stage made from another has its args in front and the image in its own order', () => {
    const image = ImageEnv.of(['A=1', 'B=2'])
    const below = new StageEnvironment(image)
    below.setVariable('ARG', 'x')
    below.setEnv('A', '9')
    below.setVariable('B', 'hidden')
    const env = new StageEnvironment(image.fork(), below)
    expect(env.list()).toEqual(['ARG=x', 'A=9', 'B=2'])
    expect(below.get('B')).toBe('hidden')
    expect(env.get('B')).toBe('2')
  })

  test('an inherited arg that is declared again comes behind the others, however many stages are between', () => {
    const image = ImageEnv.of(['PATH=/bin'])
    const one = new StageEnvironment(image)
    for (const name of ['A', 'B', 'C']) one.setVariable(name, '1')
    const two = new StageEnvironment(image.fork(), one)
    two.setVariable('A', '1')
    const three = new StageEnvironment(image.fork(), two)
    expect(three.list()).toEqual(['B=1', 'C=1', 'A=1', 'PATH=/bin'])
    three.setVariable('C', '2')
    const four = new StageEnvironment(image.fork(), three)
    expect(four.list()).toEqual(['B=1', 'A=1', 'C=2', 'PATH=/bin'])
  })

  test('lists what is changed in the image itself, past the stage', () => {
    const image = ImageEnv.of(['A=1'])
    const env = new StageEnvironment(image)
    env.setEnv('B', '2')
    expect(env.list()).toEqual(['A=1', 'B=2'])
    image.set('C', '3')
    expect(env.list()).toEqual(['A=1', 'C=3', 'B=2'])
    image.delete('A')
    env.setEnv('B', '4')
    expect(env.list()).toEqual(['C=3', 'B=4'])
    expect([...env.names()]).toEqual(['C', 'B'])
  })

  test('makes a list once for each change', () => {
    const env = new StageEnvironment(ImageEnv.of(['A=1']))
    const list = env.list()
    expect(env.list()).toBe(list)
    env.setVariable('A', '1')
    expect(env.list()).not.toBe(list)
  })

  test('unset takes a variable away wherever it came from', () => {
    const below = new StageEnvironment(ImageEnv.of(['A=1']))
    below.setVariable('ARG', 'x')
    const env = new StageEnvironment(ImageEnv.of(['A=1']), below)
    env.setEnv('B', '2')
    for (const name of ['A', 'B', 'ARG']) env.unset(name)
    expect(env.list()).toEqual([])
    expect(below.list()).toEqual(['A=1', 'ARG=x'])
  })
})
