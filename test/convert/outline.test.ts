import { describe, expect, test } from 'vitest'
import { lineAt, type Span } from '../../src/source/index.ts'
import { outline, targets } from './compile.ts'

const line = ({ file, start }: Span) => lineAt(file, start)

describe('outlineDockerfile', () => {
  test('tells of args, secrets and ssh agents that the target uses', async () => {
    const found = await outline(
      [
        'ARG BASE=alpine',
        'ARG UNUSED=1',
        '# TAG which one',
        'ARG TAG=${BASE}-x',
        'FROM alpine AS other',
        'ARG NOT=1',
        '# build makes it',
        'FROM ${TAG:+alpine} AS build',
        '# V the version',
        'ARG V=2',
        'RUN --mount=type=secret,id=s,required --mount=type=ssh x',
        'RUN --mount=type=secret,id=s x',
      ].join('\n'),
      { options: { target: 'build' } },
    )
    expect(found.name).toBe('build')
    expect(found.description).toBe('makes it')
    expect(
      found.args.map(({ name, value, description, span }) => [name, value, description, line(span)]),
    ).toEqual([
      ['BASE', 'alpine', '', 1],
      ['TAG', 'alpine-x', 'which one', 4],
      ['V', '2', 'the version', 10],
    ])
    expect(found.secrets).toMatchObject([{ name: 's', required: true }])
    expect(found.ssh).toMatchObject([{ name: 'default', required: false }])
  })
})

describe('listTargets', () => {
  test('lists stages as they are written', async () => {
    expect(await targets('FROM $A AS one\nFROM --platform=$P b\n')).toMatchObject([
      { name: 'one', base: '$A', platform: '', default: false },
      { name: '', base: 'b', platform: '$P', default: true },
    ])
  })
})
