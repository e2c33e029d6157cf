import { expect, test } from 'vitest'
import { squash } from '../../src/extensions/index.ts'
import { builtinInstructions } from '../../src/index.ts'
import { compile } from '../convert/compile.ts'
import { built, compileWith } from './compile.ts'

const images = { alpine: { history: [{ createdBy: 'base' }, { createdBy: 'cmd', emptyLayer: true }] } }
const layers = (history: readonly { readonly createdBy?: string; readonly emptyLayer?: boolean }[] = []) =>
  history.filter(({ emptyLayer }) => !emptyLayer).map(({ createdBy }) => createdBy)
const kinds = (ops: readonly { readonly op: object }[]) =>
  ops.map(({ op }) =>
    Object.keys(op).find((key) => ['source', 'exec', 'file', 'merge', 'diff'].includes(key)),
  )

test('one layer over the base, made of a copy of all files', async () => {
  const { ops, steps, image } = await built('squash', 'FROM alpine\nSQUASH\nRUN a\nENV X=1\nCOPY b /\n', {
    images,
  })
  expect(kinds(ops)).toEqual(['source', 'exec', 'source', 'file', 'file', 'diff', 'merge'])
  expect(steps.slice(-3)).toEqual(['[4/4] SQUASH', '[4/4] SQUASH', '[4/4] SQUASH'])
  expect(layers(image?.history)).toEqual(['base', 'SQUASH'])
  expect(image?.history.map(({ createdBy }) => createdBy)).toEqual([
    'base',
    'cmd',
    'RUN /bin/sh -c a # buildkit',
    'ENV X=1',
    'COPY b / # buildkit',
    'SQUASH',
  ])
})

test('config is as it is without', async () => {
  const text = 'FROM alpine\nUSER u\nWORKDIR /w\nEXPOSE 80\nLABEL a=b\nCMD x\n'
  const plain = await built('', text, { images })
  const squashed = await built('squash', `${text}SQUASH\n`, { images })
  expect(squashed.image?.config).toEqual(plain.image?.config)
})

test('--scratch makes the one layer of the image', async () => {
  const { ops, image } = await built('squash', 'FROM alpine\nRUN a\nSQUASH --scratch\n', { images })
  expect(kinds(ops)).toEqual(['source', 'exec', 'file'])
  expect(layers(image?.history)).toEqual(['SQUASH --scratch'])
})

test('a stage without a base needs nothing but the copy', async () => {
  const { ops } = await built('squash', 'FROM scratch\nCOPY a /\nCOPY b /\nSQUASH\n')
  expect(kinds(ops).at(-1)).toBe('file')
})

test('a stage that is made from another one keeps the layers of that', async () => {
  const text = 'FROM alpine AS a\nRUN 1\nFROM a\nRUN 2\nRUN 3\nSQUASH\n'
  const { image } = await built('squash', text, { images })
  expect(layers(image?.history)).toEqual(['base', 'RUN /bin/sh -c 1 # buildkit', 'SQUASH'])
})

test('nothing is made of a stage that adds no files', async () => {
  const { ops, image } = await built('squash', 'FROM alpine\nENV A=1\nSQUASH\n', { images })
  expect(kinds(ops)).toEqual(['source'])
  expect(layers(image?.history)).toEqual(['base'])
})

test.each([
  ['SQUASH now', 'SQUASH takes no arguments'],
  ['SQUASH\nSQUASH', 'a stage is squashed once'],
])('%j is refused', async (lines, message) => {
  const { error, excerpt } = await compileWith('squash', `FROM alpine\nRUN x\n${lines}\n`, { images })
  expect(error?.message).toContain(message)
  expect(excerpt).toContain('>>> SQUASH')
})

test('an engine that cannot compare layers is told apart from a mistake', async () => {
  const definitions = squash.instructions?.flatMap((part) => ('extends' in part ? [] : [part])) ?? []
  const instructions = new Map([
    ...builtinInstructions,
    ...definitions.map((part) => [part.name, part] as const),
  ])
  const missingCaps = ['diffop']
  await expect(compile('FROM alpine\nRUN x\nSQUASH\n', { missingCaps }, instructions)).rejects.toThrow(
    'SQUASH needs an engine that can merge and compare layers (diffop)',
  )
  const { names } = await compile('FROM alpine\nRUN x\nSQUASH --scratch\n', { missingCaps }, instructions)
  expect(names.at(-1)).toBe('[3/3] SQUASH --scratch')
})
