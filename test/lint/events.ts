import type {
  FromInstruction,
  Instruction,
  InstructionNode,
  RunInstruction,
  Stage,
} from '../../src/dockerfile/index.ts'
import {
  createLinter,
  type Finding,
  formatFinding,
  type LintConfig,
  type LintEvent,
  type LintRule,
  type LintStage,
} from '../../src/lint/index.ts'
import { createSourceFile, type SourceFile, type Span } from '../../src/source/index.ts'

/** A node for each line of `file` that is neither empty nor a comment; no continuations, no here-documents. */
export function nodesOf(file: SourceFile): readonly InstructionNode[] {
  const nodes: InstructionNode[] = []
  let comments: string[] = []
  let start = 0
  for (const line of file.text.split('\n')) {
    const span: Span = { file, start, end: start + line.length }
    start += line.length + 1
    if (line.startsWith('#')) comments.push(line.slice(1).trim())
    else if (line.trim() === '') comments = []
    else {
      const [keyword = ''] = line.split(' ', 1)
      const argumentText = line.slice(keyword.length).trim()
      nodes.push({
        keyword,
        original: line,
        flags: [],
        argumentText,
        arguments: { form: 'words', words: argumentText.split(' ') },
        heredocs: [],
        comments,
        span,
        escape: '\\',
      })
      comments = []
    }
  }
  return nodes
}

export function nodeOf(text: string): InstructionNode {
  const [node] = nodesOf(createSourceFile('Dockerfile', text))
  if (!node) throw new Error(`no instruction in ${text}`)
  return node
}

/** What typed instructions share, made of a node. */
export function baseOf<Kind extends Instruction['kind']>(kind: Kind, node: InstructionNode) {
  const { keyword, original, comments, span } = node
  return { kind, keyword, source: original, comments, span, node }
}

export function fromOf(text: string, fields: Partial<FromInstruction> = {}): FromInstruction {
  const base = baseOf('from', nodeOf(text))
  return {
    ...base,
    baseName: 'alpine',
    stageName: '',
    platform: '',
    description: '',
    asKeyword: '',
    stageNameAsWritten: '',
    ...fields,
  }
}

export function runOf(text: string): RunInstruction {
  return {
    ...baseOf('run', nodeOf(text)),
    command: { args: [text], shell: true, files: [] },
    mounts: [],
    network: 'default',
    security: 'sandbox',
    devices: [],
    flagsUsed: [],
  }
}

export function stageOf(from: FromInstruction, instructions: Stage['instructions'] = []): Stage {
  return { from, instructions }
}

export function lintStage(fields: Partial<LintStage> = {}): LintStage {
  return {
    name: 'stage-0',
    os: 'linux',
    hasShell: false,
    workdirSet: false,
    previous: () => undefined,
    ...fields,
  }
}

/** The findings of rules over events, as one line each. */
export function findingsOf(
  rules: readonly LintRule[],
  events: readonly LintEvent[],
  config?: LintConfig,
): readonly string[] {
  return collect(rules, events, config).map(formatFinding)
}

export function collect(
  rules: readonly LintRule[],
  events: readonly LintEvent[],
  config?: LintConfig,
): readonly Finding[] {
  const findings: Finding[] = []
  const linter = createLinter({
    file: createSourceFile('Dockerfile', ''),
    rules,
    config,
    onFinding: (finding) => findings.push(finding),
  })
  for (const event of events) linter.emit(event)
  return findings
}
