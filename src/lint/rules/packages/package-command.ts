import { type Arguments, argumentsOf, type ShellCommand, type ShellWord } from '../../../shell/index.ts'
import { mountsOf } from '../../scripts/mounts.ts'
import type { RunScript } from '../../scripts/run-script.ts'

/** A command of a package manager. */
export interface PackageCommand {
  readonly command: ShellCommand
  /** `install`, `add` … as it was written. */
  readonly verb: string
  readonly verbWord: ShellWord
  /** What stands behind the verb and is no option. */
  readonly packages: readonly ShellWord[]
  readonly args: Arguments
}

/** Options that take the next word as their value, by package manager. */
const withValue: Readonly<Record<string, readonly string[]>> = {
  apt: [
    'o',
    't',
    'c',
    'a',
    'option',
    'target-release',
    'default-release',
    'config-file',
    'host-architecture',
  ],
  apk: [
    'X',
    't',
    'p',
    'repository',
    'virtual',
    'root',
    'arch',
    'keys-dir',
    'repositories-file',
    'wait',
    'cache-dir',
  ],
  yum: [
    'c',
    'd',
    'e',
    'x',
    'R',
    'config',
    'exclude',
    'enablerepo',
    'disablerepo',
    'repo',
    'setopt',
    'releasever',
    'installroot',
    'downloaddir',
  ],
  zypper: ['R', 'root', 't', 'type', 'r', 'repo', 'from', 'p', 'plus-repo', 'C', 'D', 'config'],
  pip: [
    'r',
    'requirement',
    'c',
    'constraint',
    'e',
    'editable',
    't',
    'target',
    'i',
    'index-url',
    'extra-index-url',
    'f',
    'find-links',
    'platform',
    'python-version',
    'prefix',
    'src',
    'root',
    'trusted-host',
    'proxy',
    'retries',
    'timeout',
    'cache-dir',
    'progress-bar',
    'no-binary',
    'only-binary',
    'use-feature',
    'log',
    'upgrade-strategy',
    'config-settings',
    'C',
    'group',
    'python',
  ],
  npm: [
    'prefix',
    'C',
    'registry',
    'cache',
    'loglevel',
    'w',
    'workspace',
    'userconfig',
    'omit',
    'include',
    'only',
  ],
  gem: ['v', 'version', 'i', 'install-dir', 'n', 'bindir', 's', 'source', 'P', 'platform', 'g', 'file'],
  cargo: [
    'version',
    'git',
    'branch',
    'tag',
    'rev',
    'path',
    'root',
    'registry',
    'index',
    'F',
    'features',
    'bin',
    'example',
    'j',
    'jobs',
    'target',
    'profile',
    'vers',
  ],
}

const families: Readonly<Record<string, string>> = {
  'apt-get': 'apt',
  apt: 'apt',
  aptitude: 'apt',
  apk: 'apk',
  yum: 'yum',
  dnf: 'yum',
  dnf5: 'yum',
  microdnf: 'yum',
  tdnf: 'yum',
  zypper: 'zypper',
  pip: 'pip',
  pip2: 'pip',
  pip3: 'pip',
  npm: 'npm',
  gem: 'gem',
  cargo: 'cargo',
}

/** The command as one of a package manager; undefined where it names no verb. */
export function packageCommand(command: ShellCommand): PackageCommand | undefined {
  const name = /^pip[23](?:\.\d+)?$/.test(command.name) ? 'pip' : command.name
  const family = Object.hasOwn(families, name) ? families[name] : undefined
  if (family === undefined) return undefined
  const args = argumentsOf(command, { withValue: withValue[family] ?? [] })
  const [verbWord, ...packages] = args.operands
  if (verbWord?.literal === undefined) return undefined
  return { command, verb: verbWord.literal, verbWord, packages, args }
}

/** `python -m pip install x` as the command of pip that it is. */
export function pipCommand(command: ShellCommand): PackageCommand | undefined {
  if (/^pip[23]?(?:\.\d+)?$/.test(command.name)) return packageCommand(command)
  if (!/^python(?:[23](?:\.\d+)?)?$/.test(command.name)) return undefined
  const at = command.args.findIndex(({ literal }) => literal === '-m')
  const module = command.args[at + 1]
  if (at < 0 || module?.literal !== 'pip') return undefined
  return packageCommand({ ...command, name: 'pip', nameWord: module, args: command.args.slice(at + 2) })
}

/** All commands of some package managers in a script. */
export function packageCommands(script: RunScript, ...names: readonly string[]): readonly PackageCommand[] {
  return script.commands
    .filter(({ name }) => names.includes(name))
    .map(packageCommand)
    .filter((command) => command !== undefined)
}

/** Whether a cache is mounted at a directory or above it, so that nothing of it gets into the image. */
export function hasCacheMount({ instruction }: RunScript, ...directories: readonly string[]): boolean {
  return mountsOf(instruction).some(({ type, target }) => {
    if ((type !== 'cache' && type !== 'tmpfs' && type !== 'bind') || target === '') return false
    return directories.some(
      (directory) =>
        `${directory}/`.startsWith(`${target.replace(/\/+$/, '')}/`) ||
        `${target}/`.startsWith(`${directory}/`),
    )
  })
}

/** Whether any command of the script removes what lies below a directory. */
export function removes(script: RunScript, ...directories: readonly string[]): boolean {
  return script.commands.some(
    ({ name, args }) =>
      (name === 'rm' || name === 'find') &&
      args.some(({ text, literal = text }) =>
        directories.some((directory) => literal.replaceAll(/["']/g, '').startsWith(directory)),
      ),
  )
}
