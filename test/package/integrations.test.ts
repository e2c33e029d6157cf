import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { commands } from '../../src/cli/commands/index.ts'
import { isDockerfileName } from '../../src/cli/lint/find-files.ts'

const read = (name: string): unknown => parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'))

describe('.pre-commit-hooks.yaml', () => {
  const hooks = read('.pre-commit-hooks.yaml') as readonly {
    readonly id: string
    readonly entry: string
    readonly files: string
    readonly exclude: string
  }[]

  test.each(hooks)('$id runs a command that there is', ({ entry }) => {
    const [program, command] = entry.split(' ')
    expect(program).toBe('slipway')
    expect(commands.map(({ name }) => name)).toContain(command)
  })

  test.each(hooks)('$id takes the files that a directory is searched for', ({ files, exclude }) => {
    const names = [
      'Dockerfile',
      'dockerfile',
      'Containerfile',
      'Dockerfile.dev',
      'a.Dockerfile',
      'b.containerfile',
    ]
    const others = ['Dockerfile.dockerignore', 'Dockerfiles', 'README.md', '.dockerignore', 'xDockerfile']
    for (const name of [...names, ...others]) {
      const taken = (path: string) => new RegExp(files).test(path) && !new RegExp(exclude).test(path)
      expect([name, taken(name), taken(`a/b/${name}`)]).toEqual([
        name,
        isDockerfileName(name),
        isDockerfileName(name),
      ])
    }
  })
})

describe('action.yml', () => {
  const action = read('action.yml') as {
    readonly inputs: Readonly<Record<string, { readonly default: string }>>
    readonly runs: {
      readonly steps: readonly { readonly run?: string; readonly env?: Readonly<Record<string, string>> }[]
    }
  }
  const step = action.runs.steps.find(({ run }) => run !== undefined)

  test('hands every input on through the environment', () => {
    const values = Object.values(step?.env ?? {})
    for (const name of Object.keys(action.inputs)) expect(values).toContain(`\${{ inputs.${name} }}`)
    expect(step?.run).not.toContain('${{')
  })

  /** The arguments that npm gets. */
  function run(inputs: Readonly<Record<string, string>>): readonly string[] {
    const directory = mkdtempSync(join(tmpdir(), 'slipway-action-'))
    try {
      const npm = join(directory, 'npm')
      writeFileSync(npm, '#!/bin/sh\nprintf "%s\\n" "$@"\n')
      chmodSync(npm, 0o755)
      const env = Object.fromEntries(
        Object.entries(step?.env ?? {}).map(([key, value]) => {
          const name = value.slice('${{ inputs.'.length, -' }}'.length)
          return [key, inputs[name] ?? action.inputs[name]?.default ?? '']
        }),
      )
      const out = execFileSync('bash', ['-c', step?.run ?? ''], {
        env: { ...env, PATH: `${directory}${delimiter}${process.env['PATH']}` },
        encoding: 'utf8',
      })
      return out.trimEnd().split('\n')
    } finally {
      rmSync(directory, { recursive: true })
    }
  }

  test('makes a command line of them', () => {
    expect(run({})).toEqual([
      'exec',
      '--yes',
      '--package=slipway@latest',
      '--',
      'slipway',
      'lint',
      '--format',
      'github',
      '--',
      '.',
    ])
    expect(
      run({ files: 'a b\n\nc*\n', 'failure-threshold': 'error', preset: 'all', config: 'x y' }).slice(5),
    ).toEqual([
      'lint',
      '--format',
      'github',
      '--failure-threshold',
      'error',
      '--preset',
      'all',
      '--config',
      'x y',
      '--',
      'a b',
      'c*',
    ])
  })
})
