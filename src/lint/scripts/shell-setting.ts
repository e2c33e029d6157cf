import type { Instruction } from '../../dockerfile/index.ts'
import { shellInComment } from '../suppressions.ts'

/** The shell that runs the commands of a stage. */
export interface ShellSetting {
  /** `sh` where nothing is said: on Debian that is dash, on Alpine BusyBox. */
  readonly name: string
  /** Whether it reads what POSIX shells read. */
  readonly posix: boolean
  /** `-o pipefail` and `-e` as SHELL sets them. */
  readonly pipefail: boolean
  readonly errexit: boolean
}

const posixShells: ReadonlySet<string> = new Set([
  'sh',
  'ash',
  'dash',
  'bash',
  'ksh',
  'mksh',
  'zsh',
  'busybox',
])

/** The shell of images that say nothing else. */
export const defaultShell: ShellSetting = { name: 'sh', posix: true, pipefail: false, errexit: false }

/** The shell that a program's path and its options make: `/bin/bash -o pipefail -c`. */
export function shellSetting([program = '', ...options]: readonly string[]): ShellSetting {
  const name = program
    .slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1)
    .replace(/\.exe$/i, '')
    .toLowerCase()
  const letters = options.filter((option) => /^-[A-Za-z]+$/.test(option)).join('')
  return {
    name,
    posix: posixShells.has(name),
    pipefail: options.includes('pipefail'),
    errexit: letters.includes('e') || options.includes('errexit'),
  }
}

const settings = new WeakMap<Instruction, ShellSetting>()

/** Knows the shell of each instruction, being told all of a file's in order. */
export class ShellTracker {
  readonly #byStage = new Map<string, ShellSetting>()
  #stages = 0
  #names: readonly string[] = []
  #current = defaultShell

  /** The shell that holds for the instruction that was told last. */
  get current(): ShellSetting {
    return this.#current
  }

  tell(instruction: Instruction): void {
    // Every rule has a tracker that is told the same: the first one finds out for all.
    const known = settings.get(instruction)
    if (known) {
      this.#current = known
      return
    }
    this.#find(instruction)
    settings.set(instruction, this.#current)
  }

  #find(instruction: Instruction): void {
    if (instruction.kind === 'from') {
      const { baseName, stageName } = instruction
      const windows = /(?:^|\/)windows\/|nanoserver|servercore/i.test(baseName)
      const inherited = this.#byStage.get(baseName.toLowerCase())
      this.#current = inherited ?? (windows ? shellSetting(['cmd']) : defaultShell)
      this.#names = [String(this.#stages++), ...(stageName === '' ? [] : [stageName.toLowerCase()])]
    } else if (instruction.kind === 'shell') this.#current = shellSetting(instruction.shell)
    const asked = shellInComment(instruction.comments)
    if (asked !== undefined) this.#current = { ...shellSetting([asked]), pipefail: this.#current.pipefail }
    for (const name of this.#names) this.#byStage.set(name, this.#current)
  }
}
