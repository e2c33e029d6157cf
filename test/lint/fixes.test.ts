import { describe, expect, test } from 'vitest'
import { applyFixes, builtinRules, type Fix, type LintRule, parseLintConfig } from '../../src/lint/index.ts'
import { ownRules } from '../../src/lint/own-rules.ts'
import { lintDockerfile } from '../../src/offline/index.ts'
import { createSourceFile } from '../../src/source/index.ts'
import { corpus } from '../corpus/dockerfiles.ts'

const rules: readonly LintRule[] = [...builtinRules, ...ownRules()].map((rule) => ({
  ...rule,
  optional: false,
  experimental: false,
}))
const named = (name: string) => rules.filter((rule) => rule.name === name)

async function check(text: string, some: readonly LintRule[]) {
  const file = createSourceFile('Dockerfile', text)
  const result = await lintDockerfile(file, { rules: some, config: parseLintConfig('') })
  const fixes = result.findings.map(({ fix }) => fix?.()).filter((fix): fix is Fix => fix !== undefined)
  return { file, ...result, fixes }
}

/** What is left when nothing can be put right any more. */
async function fixed(text: string, some: readonly LintRule[], unsafe = true): Promise<string> {
  for (let round = 0; round < 10; round++) {
    const { file, fixes } = await check(text, some)
    const after = applyFixes(
      file,
      fixes.filter(({ safe }) => safe || unsafe),
    ).text
    if (after === text) return text
    text = after
  }
  throw new Error(`there is no end to ${text}`)
}

/** A text, what it becomes, and whether that is safe. */
type Example = readonly [before: string, after: string, safe: boolean]

const examples: Readonly<Record<string, readonly Example[]>> = {
  ConsistentInstructionCasing: [
    ['FROM alpine:3\nRun a\nCMD ["b"]\n', 'FROM alpine:3\nRUN a\nCMD ["b"]\n', true],
    ['from a\nRUN b\ncmd ["c"]\n', 'from a\nrun b\ncmd ["c"]\n', true],
  ],
  FromAsCasing: [
    ['FROM a as b\n', 'FROM a AS b\n', true],
    [
      'from --platform=linux/amd64 \\\n  # x\n  as AS b\n',
      'from --platform=linux/amd64 \\\n  # x\n  as as b\n',
      true,
    ],
  ],
  StageNameCasing: [
    ['FROM a AS Ab\nFROM b\nCOPY --from=Ab / /\n', 'FROM a AS ab\nFROM b\nCOPY --from=Ab / /\n', true],
  ],
  MaintainerDeprecated: [
    [
      'FROM a\nMAINTAINER Me <me@example.com>\n',
      'FROM a\nLABEL org.opencontainers.image.authors="Me <me@example.com>"\n',
      true,
    ],
    ['FROM a\nMAINTAINER "Me"\n', 'FROM a\nMAINTAINER "Me"\n', true],
  ],
  LegacyKeyValueFormat: [
    ['FROM a\nENV A b c\nLABEL d  e\n', 'FROM a\nENV A="b c"\nLABEL d=e\n', true],
    ['FROM a\nENV A $B/c\n', 'FROM a\nENV A=$B/c\n', true],
    ["FROM a\nENV A it's\n", "FROM a\nENV A it's\n", true],
  ],
  NoEmptyContinuation: [
    ['FROM a\nRUN b \\\n\n  # c\n\t\r\n  && d\n', 'FROM a\nRUN b \\\n  # c\n  && d\n', true],
  ],
  JSONArgsRecommended: [
    ['FROM a\nCMD b --c=d\n', 'FROM a\nCMD ["b", "--c=d"]\n', false],
    ['FROM a\nCMD b $C\nENTRYPOINT A=1 b\n', 'FROM a\nCMD b $C\nENTRYPOINT A=1 b\n', false],
  ],
  RedundantTargetPlatform: [
    ['FROM --platform=$TARGETPLATFORM a\n', 'FROM a\n', true],
    ['FROM --platform=${TARGETPLATFORM}  a AS b\n', 'FROM a AS b\n', true],
  ],
  FromPlatformFlagConstDisallowed: [['FROM --platform=linux/amd64 a\n', 'FROM a\n', false]],
  UndefinedVar: [
    ['FROM a\nARG VERSION=1\nLABEL b=${VERSIO}\n', 'FROM a\nARG VERSION=1\nLABEL b=${VERSION}\n', false],
  ],
  UndefinedArgInFrom: [
    ['ARG VERSION=1\nFROM a:${VERSION}$VERSIO\n', 'ARG VERSION=1\nFROM a:${VERSION}$VERSION\n', false],
  ],
  MultipleInstructionsDisallowed: [
    ['FROM a\nCMD ["b"]\nCMD ["c"]\n', 'FROM a\nCMD ["c"]\n', true],
    ['FROM a\nCMD ["b", \\\n "d"]\nRUN x\nCMD ["c"]', 'FROM a\nRUN x\nCMD ["c"]', true],
  ],
  ExposeProtoCasing: [['FROM a\nEXPOSE 80/TCP 81/Udp\n', 'FROM a\nEXPOSE 80/tcp 81/udp\n', true]],
  ExposeInvalidFormat: [['FROM a\nEXPOSE 127.0.0.1:80:8080 90\n', 'FROM a\nEXPOSE 8080 90\n', true]],
  InvalidDefinitionDescription: [['# the image\nFROM a AS b\n', '# the image\n#\nFROM a AS b\n', true]],
  WorkdirRelativePath: [['FROM a\nWORKDIR ./app\n', 'FROM a\nWORKDIR /app\n', false]],
  AptGetAssumeYes: [
    [
      'FROM a\nRUN apt-get update && \\\n  # all\n  apt-get install \\\n  curl\n',
      'FROM a\nRUN apt-get update && \\\n  # all\n  apt-get install -y \\\n  curl\n',
      true,
    ],
    [
      'FROM a\nRUN <<EOF\napt-get install curl\nEOF\n',
      'FROM a\nRUN <<EOF\napt-get install -y curl\nEOF\n',
      true,
    ],
  ],
  AptGetNoInstallRecommends: [
    [
      'FROM a\nRUN apt-get install curl\n',
      'FROM a\nRUN apt-get install --no-install-recommends curl\n',
      false,
    ],
  ],
  AptListsNotRemoved: [
    [
      'FROM a\nRUN apt-get update \\\n  && make  \n',
      'FROM a\nRUN apt-get update \\\n  && make && rm -rf /var/lib/apt/lists/*  \n',
      true,
    ],
    [
      'FROM a\nRUN <<EOF\napt-get update\nEOF\n',
      'FROM a\nRUN <<EOF\napt-get update\nrm -rf /var/lib/apt/lists/*\nEOF\n',
      true,
    ],
    ['FROM a\nRUN apt-get update # lists\n', 'FROM a\nRUN apt-get update # lists\n', true],
  ],
  AptInsteadOfAptGet: [
    ['FROM a\nRUN apt update && apt list\n', 'FROM a\nRUN apt-get update && apt list\n', true],
  ],
  ApkNoCache: [['FROM a\nRUN apk add curl\n', 'FROM a\nRUN apk add --no-cache curl\n', true]],
  YumAssumeYes: [['FROM a\nRUN yum install b\n', 'FROM a\nRUN yum install -y b\n', true]],
  DnfAssumeYes: [['FROM a\nRUN dnf install b\n', 'FROM a\nRUN dnf install -y b\n', true]],
  YumCleanAll: [['FROM a\nRUN yum install -y b\n', 'FROM a\nRUN yum install -y b && yum clean all\n', true]],
  DnfCleanAll: [
    [
      'FROM a\nRUN microdnf install -y b\n',
      'FROM a\nRUN microdnf install -y b && microdnf clean all\n',
      true,
    ],
  ],
  ZypperNonInteractive: [['FROM a\nRUN zypper in b\n', 'FROM a\nRUN zypper in -y b\n', true]],
  ZypperClean: [['FROM a\nRUN zypper -n in b\n', 'FROM a\nRUN zypper -n in b && zypper clean\n', true]],
  PipNoCacheDir: [
    [
      'FROM a\nRUN python3 -m pip install b && pip3 install c\n',
      'FROM a\nRUN python3 -m pip install --no-cache-dir b && pip3 install --no-cache-dir c\n',
      true,
    ],
  ],
  YarnCacheClean: [['FROM a\nRUN yarn\n', 'FROM a\nRUN yarn && yarn cache clean\n', true]],
  NoSudo: [['FROM a\nRUN sudo  make && sudo -E b\n', 'FROM a\nRUN make && sudo -E b\n', false]],
  WgetProgress: [['FROM a\nRUN wget b\n', 'FROM a\nRUN wget --progress=dot:giga b\n', false]],
  UseraddNoLogInit: [['FROM a\nRUN useradd -u 100000 b\n', 'FROM a\nRUN useradd -l -u 100000 b\n', true]],
  CurlWithoutFail: [['FROM a\nRUN curl -sO b\n', 'FROM a\nRUN curl -f -sO b\n', false]],
  FailureIgnored: [
    ['FROM a\nRUN <<EOF\nmake\necho\nEOF\n', 'FROM a\nRUN <<EOF\nset -e\nmake\necho\nEOF\n', false],
  ],
  PlatformArgDefault: [['FROM a\nARG TARGETARCH=arm64\n', 'FROM a\nARG TARGETARCH\n', false]],
  AddInsteadOfCopy: [
    ['FROM a\nADD . /b\nadd x.txt /\n', 'FROM a\nCOPY . /b\ncopy x.txt /\n', true],
    ['FROM a\nADD data /b\n', 'FROM a\nCOPY data /b\n', false],
  ],
  CopyManyWithoutSlash: [
    ['FROM a\nCOPY a b \\\n  /c\n', 'FROM a\nCOPY a b \\\n  /c/\n', true],
    ['FROM a\nCOPY ["a", "b", "/c"]\n', 'FROM a\nCOPY ["a", "b", "/c/"]\n', true],
  ],
  HeredocCrlf: [['FROM a\nRUN <<EOF\r\nb\r\nc\r\nEOF\r\n', 'FROM a\nRUN <<EOF\r\nb\nc\nEOF\r\n', true]],
  EnvSelfReference: [['FROM a\nENV B=1 C=$B\n', 'FROM a\nENV B=1\nENV C=$B\n', false]],
  JsonLikeShellForm: [
    ["FROM a\nVOLUME ['/b', '/c']\n", 'FROM a\nVOLUME ["/b", "/c"]\n', true],
    ['FROM a\nCMD ["b",]\nENTRYPOINT [“c”]\n', 'FROM a\nCMD ["b"]\nENTRYPOINT ["c"]\n', true],
    ["FROM a\nCMD ['b', '$C']\n", 'FROM a\nCMD ["b", "$C"]\n', false],
    ['FROM a\nCMD ["b", $C]\n', 'FROM a\nCMD ["b", $C]\n', false],
  ],
  CommentBehindArgument: [['FROM a\nWORKDIR /b  # c d\n', 'FROM a\n# c d\nWORKDIR /b\n', true]],
  DebianFrontendInEnv: [
    ['FROM a\nENV DEBIAN_FRONTEND noninteractive\n', 'FROM a\nARG DEBIAN_FRONTEND=noninteractive\n', false],
  ],
  GlobalArgInStage: [
    ['ARG V=1\nFROM a\nLABEL b=$V\nLABEL c=$V\n', 'ARG V=1\nFROM a\nARG V\nLABEL b=$V\nLABEL c=$V\n', true],
  ],
  MisplacedDirective: [
    ['# a\n# syntax=b\nFROM c\n', '# syntax=b\n# a\nFROM c\n', false],
    ['# escape=`\n# a\n# syntax=b\nFROM c\n', '# escape=`\n# syntax=b\n# a\nFROM c\n', false],
  ],
  UnknownCheck: [
    [
      '# check=skip=JSONArgsRecommnded,DL3008\nFROM a\n',
      '# check=skip=JSONArgsRecommended,PinAptVersions\nFROM a\n',
      true,
    ],
  ],
}

describe.each(Object.entries(examples))('%s', (name, list) => {
  test.each(list)('%j becomes %j (safe: %j)', async (before, after, safe) => {
    const some = named(name)
    expect(await fixed(before, some)).toBe(after)
    expect(await fixed(before, some, false)).toBe(safe ? after : before)
  })

  test('is not found again where it was put right', async () => {
    const [before, after] = list[0] ?? ['', '']
    const found = (await check(before, named(name))).findings.length
    // Some of an example may be none that can be put right.
    expect((await check(after, named(name))).findings.length).toBeLessThan(found)
  })
})

test('enough can be put right', () => {
  const names = Object.keys(examples)
  const reference = names.filter((name) => builtinRules.some((rule) => rule.name === name))
  expect(reference.length).toBeGreaterThanOrEqual(15)
  expect(names.length - reference.length).toBeGreaterThanOrEqual(20)
})

test('every rule that offers a fix has an example here', async () => {
  const offering = new Set<string>()
  for (const { name, documentation } of rules) {
    const { findings } = await check(documentation?.bad ?? '', named(name))
    if (findings.some(({ fix }) => fix?.())) offering.add(name)
  }
  expect([...offering].filter((name) => !(name in examples))).toEqual([])
})

describe('several at once', () => {
  test('that touch each other are made one after the other', async () => {
    const before = 'FROM debian:12\nRUN sudo apt install curl\n'
    expect(await fixed(before, rules)).toBe(
      'FROM debian:12\nRUN apt-get install --no-install-recommends -y curl\n',
    )
  })

  test('of which one removes what another one changes', () => {
    const file = createSourceFile('Dockerfile', 'abcdef')
    const edit = (start: number, end: number, text: string) => ({ span: { file, start, end }, text })
    const fix = (...edits: ReturnType<typeof edit>[]): Fix => ({ safe: true, edits })
    expect(applyFixes(file, [fix(edit(1, 4, '')), fix(edit(0, 1, 'x'), edit(3, 4, 'y'))])).toEqual({
      text: 'aef',
      made: 1,
    })
    expect(applyFixes(file, [fix(edit(0, 1, 'x')), fix(edit(5, 6, 'y'))])).toEqual({
      text: 'xbcdey',
      made: 2,
    })
    // The same change twice is one.
    expect(applyFixes(file, [fix(edit(0, 1, 'x')), fix(edit(0, 1, 'x'))])).toEqual({
      text: 'xbcdef',
      made: 2,
    })
    const other = createSourceFile('part', 'other')
    expect(
      applyFixes(file, [{ safe: true, edits: [{ span: { file: other, start: 0, end: 1 }, text: '' }] }]),
    ).toEqual({ text: 'abcdef', made: 0 })
  })
})

test('over many files: nothing breaks, and a second time nothing changes', async () => {
  let changed = 0
  for (const { name, text } of corpus(300)) {
    const before = await check(text, rules)
    const after = await fixed(text, rules)
    if (after !== text) changed++
    const again = await check(after, rules)
    if (before.error === undefined) expect(again.error?.message, `${name}\n${after}`).toBeUndefined()
    expect(await fixed(after, rules), name).toBe(after)
  }
  expect(changed).toBeGreaterThan(100)
})
