import type { StageBuilder } from '../../../src/convert/definition/stage-builder.ts'
import {
  type AddInstruction,
  builtinSyntaxes,
  type CopyInstruction,
  parseDockerfile,
  parseSyntaxTree,
} from '../../../src/dockerfile/index.ts'
import { local } from '../../../src/llb/index.ts'
import { createSourceFile } from '../../../src/source/index.ts'

/** What an ADD or COPY did to a stage. */
export interface Recording {
  readonly stage: StageBuilder
  readonly used: string[]
  readonly history: string[]
  readonly contextPaths: string[]
}

/** A stage that records what is done to it; only what ADD and COPY use is there. */
export function recordingStage(
  fields: {
    readonly os?: string
    readonly workdir?: string
    readonly mergeOp?: boolean
    readonly ready?: boolean
  } = {},
): Recording {
  const recording = { used: [] as string[], history: [] as string[], contextPaths: [] as string[] }
  let steps = 0
  const stage: Partial<StageBuilder> = {
    name: 'app',
    platform: { os: fields.os ?? 'linux', architecture: 'amd64' },
    ignoreCache: false,
    output: local('base'),
    workdir: fields.workdir ?? '/',
    locations: [],
    buildContext: {
      output: local('context'),
      ignorePatterns: ['x'],
      use: (path) => recording.used.push(path),
    },
    source: () => ({
      name: 'other',
      output: local('other'),
      kind: 'stage',
      ready: fields.ready ?? true,
      use: (path) => recording.used.push(`other:${path}`),
    }),
    options: {
      llbCaps: { missing: () => ((fields.mergeOp ?? true) ? undefined : 'unknown') },
      randomId: () => 'group-1',
    } as unknown as StageBuilder['options'],
    step: () => {
      const number = ++steps
      const title = (text: string) => `[${number}/9] ${text}`
      return { title, group: (text) => ({ id: 'group-1', name: title(text), weak: false }) }
    },
    revise: (actions) => actions,
    commandText: (text) => text,
    commit: (createdBy) => recording.history.push(createdBy),
    emit: (event) => {
      if (event.kind === 'context-path') recording.contextPaths.push(event.path)
    },
  }
  return { ...recording, stage: stage as StageBuilder }
}

/** The only ADD or COPY of a Dockerfile. */
export function parseTransfer(text: string): AddInstruction | CopyInstruction {
  const tree = parseSyntaxTree(createSourceFile('Dockerfile', `FROM scratch\n${text}\n`), builtinSyntaxes)
  const { dockerfile } = parseDockerfile(tree, builtinSyntaxes)
  const instruction = dockerfile.stages[0]?.instructions[0]
  if (instruction?.kind !== 'add' && instruction?.kind !== 'copy') throw new Error(`no ADD or COPY: ${text}`)
  return instruction
}
