import { describe, expect, it } from 'vitest'
import { updateImages } from '../../examples/image-updater/update-images.ts'

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`
const images: Readonly<Record<string, string>> = {
  'alpine:3.19': 'alpine:3.20',
  alpine: `alpine@${digest}`,
  'registry.example.org:5000/team/app:1': 'registry.example.org:5000/team/app:2',
  'debian:12': `debian:12@${digest}`,
  'golang:1.21-alpine': 'golang:1.22-alpine',
  [`busybox:1@${digest}`]: 'busybox:2',
  'docker/dockerfile:1.6': 'docker/dockerfile:1.7',
}
const updated = (text: string) => {
  const { bytes, left } = updateImages(text, (image) => images[image])
  return left.length > 0
    ? left.map(({ node }) => node.text)
    : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

describe('images are changed where they are written', () => {
  it.each([
    ['in FROM', 'FROM alpine:3.19 AS a # alpine:3.19\n', 'FROM alpine:3.20 AS a # alpine:3.19\n'],
    [
      'with a registry and its port',
      'FROM registry.example.org:5000/team/app:1',
      'FROM registry.example.org:5000/team/app:2',
    ],
    ['with a platform', 'FROM --platform=linux/arm64 alpine:3.19', 'FROM --platform=linux/arm64 alpine:3.20'],
    ['where a digest is added', 'FROM debian:12\n', `FROM debian:12@${digest}\n`],
    ['where a digest is added to a name', 'FROM alpine\n', `FROM alpine@${digest}\n`],
    ['where a digest goes', `FROM busybox:1@${digest} AS b`, 'FROM busybox:2 AS b'],
    [
      'behind a continuation',
      'FROM \\\n  # the base\n  alpine:3.19 \\\n  AS a',
      'FROM \\\n  # the base\n  alpine:3.20 \\\n  AS a',
    ],
    ['across a continuation', 'FROM alp\\\nine:3.\\\n19 AS a', 'FROM alp\\\nine:3.20 AS a'],
    ['with another escape character', '# escape=`\nFROM `\nalpine:3.19', '# escape=`\nFROM `\nalpine:3.20'],
    [
      'not in comments',
      '# FROM alpine:3.19\nFROM alpine:3.19\n# alpine:3.19',
      '# FROM alpine:3.19\nFROM alpine:3.20\n# alpine:3.19',
    ],
    ['in the default of an ARG', 'ARG BASE=alpine:3.19\nFROM $BASE', 'ARG BASE=alpine:3.20\nFROM $BASE'],
    [
      'in a default in quotes',
      'ARG BASE="alpine:3.19"\nFROM "${BASE}"',
      'ARG BASE="alpine:3.20"\nFROM "${BASE}"',
    ],
    ['in the default of a tag', 'ARG TAG=3.19\nFROM alpine:${TAG}', 'ARG TAG=3.20\nFROM alpine:${TAG}'],
    [
      'in one ARG of several',
      'ARG A=1 TAG=3.19 \\\n B=2\nFROM alpine:${TAG}',
      'ARG A=1 TAG=3.20 \\\n B=2\nFROM alpine:${TAG}',
    ],
    [
      'in an ARG of an ARG',
      'ARG V=3.19\nARG BASE=alpine:$V\nFROM $BASE',
      'ARG V=3.20\nARG BASE=alpine:$V\nFROM $BASE',
    ],
    ['in an operand', 'ARG BASE\nFROM ${BASE:-alpine:3.19}', 'ARG BASE\nFROM ${BASE:-alpine:3.20}'],
    [
      'with the last default that is declared',
      'ARG T=1\nARG T=3.19\nFROM alpine:$T',
      'ARG T=1\nARG T=3.20\nFROM alpine:$T',
    ],
    [
      'in COPY --from',
      'FROM scratch\nCOPY --chown=1 --from=alpine:3.19 /alpine:3.19 /',
      'FROM scratch\nCOPY --chown=1 --from=alpine:3.20 /alpine:3.19 /',
    ],
    [
      'in ONBUILD',
      'FROM scratch\nONBUILD COPY --from=alpine:3.19 / /',
      'FROM scratch\nONBUILD COPY --from=alpine:3.20 / /',
    ],
    [
      'in mounts',
      'FROM scratch\nRUN --mount=type=bind,from=alpine:3.19,target=/a --mount=from=debian:12 x',
      `FROM scratch\nRUN --mount=type=bind,from=alpine:3.20,target=/a --mount=from=debian:12@${digest} x`,
    ],
    [
      'in ONBUILD RUN --mount',
      'FROM scratch\nONBUILD RUN --mount=from=alpine:3.19 x',
      'FROM scratch\nONBUILD RUN --mount=from=alpine:3.20 x',
    ],
    [
      'wherever they are equal',
      'FROM alpine:3.19 AS a\nFROM alpine:3.19 AS b\nCOPY --from=alpine:3.19 / /',
      'FROM alpine:3.20 AS a\nFROM alpine:3.20 AS b\nCOPY --from=alpine:3.20 / /',
    ],
    [
      'once for several stages of one ARG',
      'ARG T=3.19\nFROM alpine:$T AS a\nFROM alpine:$T',
      'ARG T=3.20\nFROM alpine:$T AS a\nFROM alpine:$T',
    ],
    [
      'in # syntax',
      '# syntax=docker/dockerfile:1.6\nFROM scratch',
      '# syntax=docker/dockerfile:1.7\nFROM scratch',
    ],
    [
      'behind a byte order mark and carriage returns',
      '\uFEFFFROM alpine:3.19\r\nRUN x\r\n',
      '\uFEFFFROM alpine:3.20\r\nRUN x\r\n',
    ],
    [
      'beside broken instructions',
      'FROM alpine:3.19\nENV\nCMD ["a\nFROM alpine:3.19\nRUN <<E\n',
      'FROM alpine:3.20\nENV\nCMD ["a\nFROM alpine:3.20\nRUN <<E\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(updated(text)).toBe(expected)
  })

  it.each([
    [
      'stages',
      'FROM debian:11 AS alpine\nFROM alpine\nCOPY --from=ALPINE / /\nCOPY --from=0 / /\nRUN --mount=from=alpine x',
    ],
    [
      'heredocs and commands',
      'FROM scratch\nRUN <<E\nFROM alpine:3.19\nE\nRUN docker pull alpine:3.19\nLABEL base=alpine:3.19',
    ],
    ['ARGs of stages', 'FROM scratch\nARG BASE=alpine:3.19\n'],
    ['what is not known', 'FROM alpine:$TAG\n'],
  ])('not in %s', (_, text) => {
    expect(updated(text)).toBe(text)
  })

  it('or are left to the user where they are put together from pieces', () => {
    expect(updated('ARG MINOR=21\nFROM golang:1.${MINOR}-alpine\nFROM alpine:3.19')).toEqual([
      'golang:1.${MINOR}-alpine',
    ])
  })

  it('or where another image would change with them', () => {
    expect(updated('ARG V=3.19\nFROM alpine:$V\nFROM other:$V-x\n')).toEqual(['alpine:$V'])
    expect(updated('ARG V=3.19\nFROM alpine:$V\nFROM alpine:$V AS b\n')).toBe(
      'ARG V=3.20\nFROM alpine:$V\nFROM alpine:$V AS b\n',
    )
  })

  it('and bytes that are no text stay', () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('FROM alpine:3.19\n#'), 0xe9, 0xff])
    const { bytes: result } = updateImages(bytes, (image) => images[image])
    expect([...result.slice(-3)]).toEqual([0x23, 0xe9, 0xff])
  })
})
