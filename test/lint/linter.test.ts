import { describe, expect, test } from 'vitest'
import {
  createLinter,
  type Finding,
  type LintEvent,
  type LintRule,
  parseLintConfig,
} from '../../src/lint/index.ts'
import { createSourceFile } from '../../src/source/index.ts'
import { collect, findingsOf, fromOf, nodeOf, nodesOf, runOf, stageOf } from './events.ts'

const everyNode: LintRule = {
  name: 'EveryNode',
  description: 'Reports every instruction',
  url: '',
  create: () => ({ node: ({ node }, report) => report(`found ${node.keyword}`) }),
}
const experimental: LintRule = { ...everyNode, name: 'Experiment', experimental: true }
const deprecated: LintRule = { ...everyNode, name: 'Old', deprecated: true }
const node = (text: string): LintEvent => ({ kind: 'node', node: nodeOf(text) })

describe('which rules report', () => {
  const events = [node('FROM a')]
  test.each([
    ['', ['EveryNode: found FROM (line 1)']],
    ['skip=EveryNode', []],
    ['skip=all', []],
    ['experimental=all', ['EveryNode: found FROM (line 1)', 'Experiment: found FROM (line 1)']],
    ['skip=all;experimental=all', ['Experiment: found FROM (line 1)']],
    ['skip=Experiment;experimental=Experiment;skip=all', ['Experiment: found FROM (line 1)']],
    ['experimental=EveryNode;skip=EveryNode', []],
    ['experimental=Old', ['EveryNode: found FROM (line 1)']],
  ])('with %j', (config, expected) => {
    expect(findingsOf([everyNode, experimental, deprecated], events, parseLintConfig(config))).toEqual(
      expected,
    )
  })

  test.each([
    ['# check=skip=EveryNode', []],
    ['# check=skip=Other', ['EveryNode: found RUN (line 2)']],
    ['# check=skip=all;experimental=Experiment', ['Experiment: found RUN (line 2)']],
    ['# check=skip=EveryNode;loud=1', ['EveryNode: found RUN (line 2)']],
    ['# check=skip=Other\n# check=skip=EveryNode', ['EveryNode: found RUN (line 3)']],
    ['# text\n# check=skip=EveryNode and why', []],
  ])('with %j above the instruction', (comment, expected) => {
    expect(findingsOf([everyNode, experimental], [node(`${comment}\nRUN x`)])).toEqual(expected)
  })

  test('a comment holds for its instruction alone', () => {
    const events = [node('# check=skip=EveryNode\nRUN x'), node('RUN y')]
    expect(findingsOf([everyNode], events)).toEqual(['EveryNode: found RUN (line 1)'])
  })

  test('events about a file or a stage as a whole heed no comment', () => {
    const rule: LintRule = { ...everyNode, create: () => ({ stage: (_, report) => report('stage') }) }
    const from = fromOf('# check=skip=all\nFROM a')
    const event: LintEvent = {
      kind: 'dockerfile',
      buildArgs: new Map(),
      dockerfile: { globalArgs: [], stages: [stageOf(from)] },
    }
    expect(findingsOf([rule], [event])).toEqual(['EveryNode: stage (line 2)'])
  })
})

describe('what is found', () => {
  const span = { file: createSourceFile('Dockerfile', 'FROM a\nRUN b\n'), start: 11, end: 12 }
  const fix = () => ({ safe: true, edits: [{ span, text: 'c' }] })
  const rule: LintRule = {
    ...everyNode,
    create: () => ({ node: (_, report) => report('b', { span, fix }) }),
  }

  test('has the words that it is about, their lines, and the way to put it right', () => {
    const [finding] = collect([rule], [node('FROM a')])
    expect(finding).toMatchObject({ span, location: { ranges: [{ start: { line: 2 } }] } })
    expect(finding?.fix?.()).toEqual(fix())
  })

  test('stands at the instruction where only the fix is told', () => {
    const fixing: LintRule = { ...rule, create: () => ({ node: (_, report) => report('b', { fix }) }) }
    const [finding] = collect([fixing], [node('FROM a')])
    expect(finding).toMatchObject({ fix, location: { ranges: [{ start: { line: 1 } }] } })
    expect(finding).not.toHaveProperty('span')
  })
})

test.each([
  ['', []],
  ['experimental=all', []],
  ['experimental=Pedantic', ['Pedantic: found FROM (line 1)']],
])('an optional rule reports where it is named: %j', (config, expected) => {
  const optional: LintRule = { ...everyNode, name: 'Pedantic', optional: true }
  expect(findingsOf([optional], [node('FROM a')], parseLintConfig(config))).toEqual(expected)
})

test('the config comes from the file unless one is given', () => {
  const file = createSourceFile('Dockerfile', '# check=skip=EveryNode\nFROM a')
  const findings: Finding[] = []
  const options = { file, rules: [everyNode], onFinding: (finding: Finding) => void findings.push(finding) }
  createLinter(options).emit(node('FROM a'))
  expect(findings).toHaveLength(0)
  createLinter({ ...options, config: parseLintConfig('') }).emit(node('FROM a'))
  expect(findings).toHaveLength(1)
})

test('a bad directive is an error that says what is read', () => {
  const file = createSourceFile('Dockerfile', '# check=skip\nFROM a')
  expect(() => createLinter({ file, onFinding: () => {} })).toThrow(
    expect.objectContaining({
      code: 'check',
      message: 'failed to parse check options: invalid check option "skip"',
    }),
  )
})

describe('error', () => {
  const other: LintRule = { ...everyNode, name: 'Other' }
  function errorOf(config: string, events: readonly LintEvent[]) {
    const linter = createLinter({
      file: createSourceFile('Dockerfile', ''),
      config: parseLintConfig(config),
      rules: [everyNode, other],
      onFinding: () => {},
    })
    for (const event of events) linter.emit(event)
    return linter.error()?.message
  }

  test('names each rule once, in the order of their first findings', () => {
    expect(errorOf('error=true', [node('FROM a'), node('RUN a')])).toBe(
      'lint violation found for rules: EveryNode, Other',
    )
  })

  test('is absent where nothing was found, or findings are warnings', () => {
    expect(errorOf('error=true', [])).toBeUndefined()
    expect(errorOf('error=true;skip=all', [node('FROM a')])).toBeUndefined()
    expect(errorOf('', [node('FROM a')])).toBeUndefined()
  })
})

test('rules report in their order, stages before the file as a whole', () => {
  const rule: LintRule = {
    ...everyNode,
    create: () => ({
      dockerfile: (_, report) => report('file'),
      stage: ({ stage }, report) => report(stage.from.stageName),
    }),
  }
  const stages = [
    stageOf(fromOf('FROM a', { stageName: 'a' })),
    stageOf(fromOf('FROM b', { stageName: 'b' })),
  ]
  const event: LintEvent = {
    kind: 'dockerfile',
    buildArgs: new Map(),
    dockerfile: { globalArgs: [], stages },
  }
  expect(collect([rule], [event]).map((finding) => finding.message)).toEqual(['a', 'b', 'file'])
})

test('state of a rule belongs to one run', () => {
  const counting: LintRule = {
    ...everyNode,
    create() {
      let count = 0
      return { parsed: (_, report) => report(`number ${++count}`) }
    },
  }
  const events: LintEvent[] = [{ kind: 'parsed', instruction: runOf('RUN x') }]
  expect(findingsOf([counting], events)).toEqual(['EveryNode: number 1 (line 1)'])
  expect(findingsOf([counting], events)).toEqual(['EveryNode: number 1 (line 1)'])
})

test('a report that a rule keeps stays with the event that it came with', () => {
  let kept: (message: string) => void = () => {}
  const late: LintRule = {
    ...everyNode,
    name: 'Late',
    create: () => ({
      node({ node: { keyword } }, report) {
        if (keyword === 'RUN') kept = report
        else kept('late')
      },
    }),
  }
  const events = nodesOf(createSourceFile('Dockerfile', 'RUN x\nUSER y\n')).map(
    (one): LintEvent => ({ kind: 'node', node: one }),
  )
  expect(findingsOf([late], events)).toEqual(['Late: late (line 1)'])
})
