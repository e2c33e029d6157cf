import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { RunScript } from '../../lint/scripts/run-script.ts'

/** What ShellCheck says of a script. */
export interface ShellFinding {
  readonly script: RunScript
  /** `SC2086`. */
  readonly code: string
  readonly level: 'error' | 'warning' | 'info' | 'style'
  readonly message: string
  /** Offsets in the script's text. */
  readonly start: number
  readonly end: number
}

/** What says nothing here: files that are not there to be read, variables that ARG and ENV set, a missing `#!`. */
const excluded = ['SC1090', 'SC1091', 'SC2148', 'SC2154', 'SC2187']
/** Files of one call: command lines have an end. */
const batch = 200

/**
 * Has ShellCheck look at scripts, many in one call.
 * Throws Error where it cannot be run, or says what is no report.
 */
export async function shellcheck(
  program: string,
  scripts: readonly RunScript[],
): Promise<readonly ShellFinding[]> {
  const found: ShellFinding[] = []
  const byShell = new Map<string, RunScript[]>()
  for (const script of scripts) {
    const { name } = script.shell
    const shell = name === 'bash' || name === 'ksh' ? name : 'sh'
    byShell.set(shell, [...(byShell.get(shell) ?? []), script])
  }
  const directory = await mkdtemp(path.join(tmpdir(), 'slipway-shellcheck-'))
  try {
    for (const [shell, group] of byShell) {
      for (let start = 0; start < group.length; start += batch) {
        found.push(...(await checkBatch(program, shell, group.slice(start, start + batch), directory)))
      }
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
  return found
}

async function checkBatch(
  program: string,
  shell: string,
  scripts: readonly RunScript[],
  directory: string,
): Promise<readonly ShellFinding[]> {
  const files = scripts.map((_, index) => path.join(directory, `${index}.sh`))
  await Promise.all(scripts.map(({ text }, index) => writeFile(files[index] as string, text.toWellFormed())))
  const args = ['--norc', '--format=json1', `--shell=${shell}`, `--exclude=${excluded.join(',')}`, ...files]
  const output = await run(program, args)
  const { comments } = JSON.parse(output) as { readonly comments: readonly Comment[] }
  return comments.flatMap(({ file, code, level, message, line, column, endLine, endColumn }) => {
    const script = scripts[files.indexOf(file)]
    if (!script) return []
    const start = offsetOf(script.text, line, column)
    return [
      {
        script,
        code: `SC${code}`,
        level,
        message,
        start,
        end: Math.max(start, offsetOf(script.text, endLine, endColumn)),
      },
    ]
  })
}

interface Comment {
  readonly file: string
  readonly code: number
  readonly level: ShellFinding['level']
  readonly message: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      // It ends with 1 where it has found something.
      if (error && error.code !== 1) reject(new Error(stderr.trim().split('\n', 1)[0] || error.message))
      else resolve(stdout)
    })
  })
}

/** Columns count characters. */
function offsetOf(text: string, line: number, column: number): number {
  let start = 0
  for (let number = 1; number < line; number++) {
    const feed = text.indexOf('\n', start)
    if (feed < 0) return text.length
    start = feed + 1
  }
  const before = [...text.slice(start, start + 2 * column)].slice(0, column - 1).join('')
  return Math.min(text.length, start + before.length)
}
