import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The package as npm would publish it, in a directory of its own. */
export interface PackedPackage {
  /** Makes a project directory in which `slipway` and what it needs are installed. */
  project(name: string): string
  /** Installs the package in a directory that is there. */
  install(directory: string): void
  /** Runs the command line of the package that is installed in a directory. */
  slipway(directory: string, ...args: readonly string[]): string
  remove(): void
}

/** Builds and packs the package, and unpacks the tarball: nothing is downloaded. */
export function pack(): PackedPackage {
  const directory = mkdtempSync(join(tmpdir(), 'slipway-pack-'))
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', directory], {
      cwd: root,
      encoding: 'utf8',
    }).replace(/^[^[]*/, ''),
  ) as readonly { readonly filename: string }[]
  execFileSync('tar', ['-xzf', join(directory, packed?.filename ?? ''), '-C', directory])
  const unpacked = join(directory, 'package')
  const { dependencies } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
  }

  function install(project: string): void {
    const modules = join(project, 'node_modules')
    mkdirSync(modules, { recursive: true })
    cpSync(unpacked, join(modules, 'slipway'), { recursive: true })
    for (const name of [...Object.keys(dependencies), '@types/node', 'undici-types']) {
      const installed = join(root, 'node_modules', name)
      if (!existsSync(installed)) continue
      mkdirSync(join(modules, name, '..'), { recursive: true })
      symlinkSync(installed, join(modules, name))
    }
  }

  return {
    project(name) {
      const project = join(directory, name)
      mkdirSync(project)
      install(project)
      return project
    },
    install,
    slipway: (cwd, ...args) => runNode(cwd, 'node_modules/slipway/dist/cli/main.js', ...args),
    remove: () => rmSync(directory, { recursive: true }),
  }
}

/** Type-checks a project; throws with what the compiler printed where it is wrong. */
export function typecheck(project: string, ...args: readonly string[]): void {
  runNode(project, join(root, 'node_modules/typescript/bin/tsc'), ...args)
}

/** Runs a script with the Node of this test; throws with what it printed where it fails. */
export function runNode(project: string, ...args: readonly string[]): string {
  try {
    return execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string }
    throw new Error(`node ${args.join(' ')} failed:\n${stdout}${stderr}`)
  }
}
