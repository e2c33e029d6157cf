import { describe, expect, test } from 'vitest'
import type { Instruction, InstructionNode, SyntaxTree } from '../../../src/dockerfile/index.ts'
import { builtinRules, type LintEvent, type LintRule, parseLintConfig } from '../../../src/lint/index.ts'
import { createSourceFile, type Span } from '../../../src/source/index.ts'
import { baseOf, findingsOf, fromOf, lintStage, nodeOf, nodesOf, runOf, stageOf } from '../events.ts'

function rule(name: string): LintRule {
  const found = builtinRules.find((candidate) => candidate.name === name)
  if (!found) throw new Error(`no rule ${name}`)
  return found
}
const messages = (name: string, events: readonly LintEvent[]) =>
  findingsOf([rule(name)], events, parseLintConfig('experimental=all')).map((text) =>
    text.slice(name.length + 2),
  )
const nodeEvent = (text: string): LintEvent => ({ kind: 'node', node: nodeOf(text) })

describe('the table', () => {
  test('has each rule once, described and documented', () => {
    expect(new Set(builtinRules.map(({ name }) => name)).size).toBe(builtinRules.length)
    for (const { description, documentation, name } of builtinRules) {
      expect(description, name).not.toBe('')
      expect(documentation?.bad, name).toMatch(/\n$/)
      expect(documentation?.good, name).toMatch(/\n$/)
    }
  })
})

describe('StageNameCasing', () => {
  test.each([
    ['FROM a AS Build', ["Stage name 'Build' should be lowercase (line 1)"]],
    ['from a as BUILD', ["Stage name 'BUILD' should be lowercase (line 1)"]],
    ['FROM A AS build', []],
    ['FROM a AS Build now', []],
    ['RUN a AS Build', []],
  ])('%j', (text, expected) => {
    const [keyword = ''] = text.split(/\s/, 1)
    const node: InstructionNode = {
      ...nodeOf(text),
      keyword,
      argumentText: text.slice(keyword.length).trim(),
    }
    expect(messages('StageNameCasing', [{ kind: 'node', node }])).toEqual(expected)
  })
})

describe('FromAsCasing', () => {
  test.each([
    ['FROM a as b', ["'as' and 'FROM' keywords' casing do not match (line 1)"]],
    ['from a AS b', ["'AS' and 'from' keywords' casing do not match (line 1)"]],
    ['FROM a As b', ["'As' and 'FROM' keywords' casing do not match (line 1)"]],
    ['From a as b', []],
    ['FROM a AS b', []],
    ['FROM a as', []],
  ])('%j', (text, expected) => {
    expect(messages('FromAsCasing', [nodeEvent(text)])).toEqual(expected)
  })
})

test('MaintainerDeprecated', () => {
  expect(messages('MaintainerDeprecated', [nodeEvent('maintainer me'), nodeEvent('LABEL a=b')])).toEqual([
    'Maintainer instruction is deprecated in favor of using label (line 1)',
  ])
})

test('NoEmptyContinuation', () => {
  const file = createSourceFile('Dockerfile', 'RUN a \\\n\n  b\nRUN c \\\n\n  d\n')
  const span = (start: number, end: number): Span => ({ file, start, end })
  const tree: SyntaxTree = {
    file,
    escape: '\\',
    directives: [],
    comments: [],
    instructions: [],
    broken: [],
    emptyContinuations: [span(9, 12), span(22, 25)],
    errors: [],
  }
  expect(messages('NoEmptyContinuation', [{ kind: 'tree', tree }])).toEqual([
    'Empty continuation line (line 3)',
    'Empty continuation line (line 6)',
  ])
})

describe('ConsistentInstructionCasing', () => {
  test.each([
    ['FROM a\nrun b', ["Command 'run' should match the case of the command majority (uppercase) (line 2)"]],
    [
      'FROM a\nrun b\nrun c',
      ["Command 'FROM' should match the case of the command majority (lowercase) (line 1)"],
    ],
    ['FROM a\nRun b', ["Command 'Run' should match the case of the command majority (uppercase) (line 2)"]],
    ['from a\nrun b', []],
  ])('%j', (text, expected) => {
    const nodes = nodesOf(createSourceFile('Dockerfile', text))
    const [first, ...rest] = nodes
    if (!first) throw new Error('no FROM')
    const from = { ...fromOf('FROM a'), ...baseOf('from', first) }
    const runs = rest.map((node) => ({ ...runOf('RUN x'), ...baseOf('run', node) }))
    const dockerfile = { globalArgs: [], stages: [stageOf(from, runs)] }
    expect(
      messages('ConsistentInstructionCasing', [{ kind: 'dockerfile', buildArgs: new Map(), dockerfile }]),
    ).toEqual(expected)
  })
})

test('ReservedStageName and DuplicateStageName take stages in their order', () => {
  const names = ['a', 'a', 'scratch', '', '', 'a', 'context']
  const stages = names.map((stageName) => stageOf(fromOf('FROM x', { stageName })))
  const rules = [rule('ReservedStageName'), rule('DuplicateStageName')]
  expect(
    findingsOf(rules, [{ kind: 'dockerfile', buildArgs: new Map(), dockerfile: { globalArgs: [], stages } }]),
  ).toEqual([
    'DuplicateStageName: Duplicate stage name "a", stage names should be unique (line 1)',
    'ReservedStageName: Stage name should not use the same name as reserved stage "scratch" (line 1)',
    'DuplicateStageName: Duplicate stage name "a", stage names should be unique (line 1)',
    'ReservedStageName: Stage name should not use the same name as reserved stage "context" (line 1)',
  ])
})

describe('InvalidDefinitionDescription', () => {
  const arg = (text: string, ...keys: string[]): Instruction => ({
    ...baseOf('arg', nodeOf(text)),
    args: keys.map((key) => ({ key, value: undefined, description: '' })),
  })
  test.each<[Instruction, readonly string[]]>([
    [arg('# words\nARG A', 'A'), ['Comment for ARG should follow the format: `# A <description>` (line 2)']],
    [
      arg('# words\nARG A B', 'A', 'B'),
      ['Comment for ARG should follow the format: `# <arg_key> <description>` (line 2)'],
    ],
    [arg('# B is it\nARG A B', 'A', 'B'), []],
    [arg('# words\n# A is it\nARG A', 'A'), []],
    [arg('ARG A', 'A'), []],
    [
      fromOf('# Base is it\nFROM a AS Base', { stageName: 'base' }),
      ['Comment for FROM should follow the format: `# base <description>` (line 2)'],
    ],
    [fromOf('# words\nFROM a'), []],
    [runOf('# words\nRUN a'), []],
  ])('%#', (instruction, expected) => {
    expect(messages('InvalidDefinitionDescription', [{ kind: 'parsed', instruction }])).toEqual(expected)
  })
})

test('InvalidDefaultArgInFrom', () => {
  const event = (baseName: string, expanded: string): LintEvent => ({
    kind: 'default-base-name',
    from: fromOf('FROM x', { baseName }),
    expanded,
  })
  const events = [event('$A', ''), event('a:$TAG', 'a:'), event('$B', 'b'), event('Upper', 'Upper')]
  expect(messages('InvalidDefaultArgInFrom', events)).toEqual([
    'Default value for ARG $A results in empty or invalid base image name (line 1)',
    'Default value for ARG a:$TAG results in empty or invalid base image name (line 1)',
    'Default value for ARG Upper results in empty or invalid base image name (line 1)',
  ])
})

describe('rules about an expanded FROM', () => {
  type FromExpanded = Extract<LintEvent, { kind: 'from-expanded' }>
  const event = (fields: Partial<FromExpanded>): FromExpanded => ({
    kind: 'from-expanded',
    from: fromOf('FROM x', { platform: '$TARGETPLATFORM' }),
    part: 'platform',
    expanded: 'linux/amd64',
    matched: new Set(),
    unmatched: new Set(),
    known: ['TARGETPLATFORM', 'VARIANT'],
    targetPlatform: 'linux/amd64',
    ...fields,
  })

  test('UndefinedArgInFrom', () => {
    const unmatched = new Set(['VARIAN', 'OTHER', 'VARIANT'])
    expect(messages('UndefinedArgInFrom', [event({ unmatched, part: 'baseName' })])).toEqual([
      "FROM argument 'VARIAN' is not declared (did you mean VARIANT?) (line 1)",
      "FROM argument 'OTHER' is not declared (line 1)",
    ])
  })

  test('RedundantTargetPlatform', () => {
    const matched = new Set(['TARGETPLATFORM'])
    const events = [
      event({ matched }),
      event({ matched, part: 'baseName' }),
      event({ matched, expanded: 'linux/amd64/v2' }),
      event({ matched: new Set(['TARGETPLATFORM', 'X']) }),
      event({ matched, unmatched: new Set(['X']) }),
    ]
    expect(messages('RedundantTargetPlatform', events)).toEqual([
      'Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior (line 1)',
    ])
  })

  test('FromPlatformFlagConstDisallowed', () => {
    const named = (stageName: string) => event({ from: fromOf('FROM x', { stageName }) })
    const events = [
      named(''),
      named('tools-amd64'),
      named('my-linux'),
      event({ matched: new Set(['P']) }),
      event({ expanded: 'a/b/c/d' }),
      event({ expanded: '' }),
    ]
    expect(messages('FromPlatformFlagConstDisallowed', events)).toEqual([
      'FROM --platform flag should not use constant value "linux/amd64" (line 1)',
    ])
  })
})

test('InvalidBaseImagePlatform', () => {
  const from = fromOf('FROM x')
  const expected = { os: 'linux', architecture: 'arm64' }
  const event = (actual: typeof expected & { variant?: string }): LintEvent => ({
    kind: 'base-image',
    from,
    name: 'x',
    expected,
    actual,
  })
  const events = [
    event({ os: 'linux', architecture: 'arm', variant: 'v7' }),
    event({ os: 'linux', architecture: 'arm64', variant: 'v8' }),
  ]
  expect(messages('InvalidBaseImagePlatform', events)).toEqual([
    'Base image x was pulled with platform "linux/arm/v7", expected "linux/arm64" for current build (line 1)',
  ])
})

test('UndefinedVar', () => {
  const unmatched = new Set(['PAHT', 'BUILDKIT_SBOM_SCAN_STAGE', 'NOTHING'])
  const event: LintEvent = {
    kind: 'expanded',
    instruction: runOf('RUN x'),
    unmatched,
    known: ['HOME', 'PATH'],
  }
  expect(messages('UndefinedVar', [event])).toEqual([
    "Usage of undefined variable '$PAHT' (did you mean $PATH?) (line 1)",
    "Usage of undefined variable '$NOTHING' (line 1)",
  ])
})

test('LegacyKeyValueFormat', () => {
  const event = (kind: 'env' | 'label', text: string, legacy: boolean): LintEvent => ({
    kind: 'instruction',
    instruction: { ...baseOf(kind, nodeOf(text)), pairs: [{ key: 'a', value: 'b', legacy }] },
    stage: lintStage(),
  })
  const events = [
    event('env', 'env a b', true),
    event('label', 'LABEL a b', true),
    event('env', 'ENV a=b', false),
  ]
  expect(messages('LegacyKeyValueFormat', events)).toEqual([
    '"env key=value" should be used instead of legacy "env key value" format (line 1)',
    '"LABEL key=value" should be used instead of legacy "LABEL key value" format (line 1)',
  ])
})

test('SecretsUsedInArgOrEnv', () => {
  const keys = [
    'API_TOKEN',
    'auth',
    'my_Password',
    'DB_PSW',
    'PUBLIC_KEY',
    'TOKEN_FILE',
    'MONKEY',
    'KEYS',
    'x_key_version',
  ]
  const arg = { ...baseOf('arg', nodeOf('ARG x')), args: [] }
  const env = { ...baseOf('env', nodeOf('ENV x')), pairs: [] }
  expect(
    messages('SecretsUsedInArgOrEnv', [
      ...keys.map((name): LintEvent => {
        return { kind: 'variable', instruction: env, name, value: '', inImage: true, at: undefined }
      }),
      ...keys.map((key): LintEvent => {
        return { kind: 'arg', instruction: arg, declaration: { key, value: undefined, description: '' } }
      }),
    ]),
  ).toEqual(
    ['ENV', 'ARG'].flatMap((instruction) =>
      ['API_TOKEN', 'auth', 'my_Password', 'DB_PSW'].map(
        (key) => `Do not use ARG or ENV instructions for sensitive data (${instruction} "${key}") (line 1)`,
      ),
    ),
  )
})

test('WorkdirRelativePath', () => {
  const event = (path: string, stage: Parameters<typeof lintStage>[0] = {}): LintEvent => ({
    kind: 'instruction',
    instruction: { ...baseOf('workdir', nodeOf('WORKDIR x')), path },
    stage: lintStage(stage),
  })
  const windows = { os: 'windows' }
  const events = [
    event('app'),
    event('/app'),
    event('app', { workdirSet: true }),
    event('C:\\app'),
    event('C:\\app', windows),
    event('app', windows),
  ]
  expect(messages('WorkdirRelativePath', events)).toEqual([
    'Relative workdir "app" can have unexpected results if the base image changes (line 1)',
    'Relative workdir "C:\\\\app" can have unexpected results if the base image changes (line 1)',
    'Relative workdir "app" can have unexpected results if the base image changes (line 1)',
  ])
})

describe('rules about commands', () => {
  const command = (kind: 'cmd' | 'entrypoint', text: string, shell: boolean): Instruction => ({
    ...baseOf(kind, nodeOf(text)),
    command: { args: ['x'], shell, files: [] },
  })

  test('JSONArgsRecommended', () => {
    const event = (instruction: Instruction, hasShell = false): LintEvent => ({
      kind: 'instruction',
      instruction,
      stage: lintStage({ hasShell }),
    })
    const events = [
      event(command('cmd', 'cmd x', true)),
      event(command('entrypoint', 'ENTRYPOINT x', true)),
      event(command('cmd', 'CMD ["x"]', false)),
      event(command('cmd', 'CMD x', true), true),
      event(runOf('RUN x')),
    ]
    const reason = 'to prevent unintended behavior related to OS signals (line 1)'
    expect(messages('JSONArgsRecommended', events)).toEqual([
      `JSON arguments recommended for cmd ${reason}`,
      `JSON arguments recommended for ENTRYPOINT ${reason}`,
    ])
  })

  test('MultipleInstructionsDisallowed places its finding at the instruction that does nothing', () => {
    const [first, second] = nodesOf(createSourceFile('Dockerfile', 'CMD x\ncmd y'))
    if (!first || !second) throw new Error('two instructions expected')
    const make = (node: InstructionNode) => ({ ...command('cmd', 'CMD x', false), ...baseOf('cmd', node) })
    const earlier = make(first) as Instruction
    const event: LintEvent = {
      kind: 'instruction',
      instruction: make(second) as Instruction,
      stage: lintStage({ previous: (kind) => (kind === 'cmd' ? earlier : undefined) }),
    }
    expect(messages('MultipleInstructionsDisallowed', [event])).toEqual([
      'Multiple cmd instructions should not be used in the same stage because only the last one will be used (line 1)',
    ])
  })
})

describe('CopyIgnoredFile', () => {
  test.each([
    ['a.env', ['*.env'], ['Attempting to Copy file "a.env" that is excluded by .dockerignore (line 1)']],
    [
      './d/../a.env',
      ['*.env'],
      ['Attempting to Copy file "a.env" that is excluded by .dockerignore (line 1)'],
    ],
    ['d/x', ['d'], ['Attempting to Copy file "d/x" that is excluded by .dockerignore (line 1)']],
    ['.', ['**'], ['Attempting to Copy file "." that is excluded by .dockerignore (line 1)']],
    ['.', ['*.env'], []],
    ['/', ['d'], []],
    ['a.env', [], []],
    ['a.env', ['*.env', '!b.env'], []],
    ['a', ['[', 'a'], []],
  ])('%j with %j', (path, ignorePatterns, expected) => {
    const instruction = { ...runOf('COPY x y'), kind: 'copy' } as unknown as Instruction
    expect(
      messages('CopyIgnoredFile', [{ kind: 'context-path', instruction, path, ignorePatterns }]),
    ).toEqual(expected)
  })
})

test('ExposeProtoCasing and ExposeInvalidFormat', () => {
  const instruction = { ...baseOf('expose', nodeOf('EXPOSE x')), ports: [] }
  const port = '1:2/TCP'
  const events: LintEvent[] = [
    { kind: 'port', instruction, port, problem: 'protocol-casing' },
    { kind: 'port', instruction, port, problem: 'format' },
  ]
  expect(findingsOf([rule('ExposeProtoCasing'), rule('ExposeInvalidFormat')], events)).toEqual([
    "ExposeProtoCasing: Defined protocol '1:2/TCP' in EXPOSE instruction should be lowercase (line 1)",
    "ExposeInvalidFormat: EXPOSE instruction should not define an IP address or host-port mapping, found '1:2/TCP' (line 1)",
  ])
})
