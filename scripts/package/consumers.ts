/**
 * Uses the package as others do: it is packed, installed with npm into an empty project, and imported, required and
 * type-checked there by every runtime and compiler that is supported, and bundled for a browser. All of them come
 * from npm and are kept in $SLIPWAY_CONSUMERS_HOME (/var/tmp/slipway-consumers).
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const home = process.env['SLIPWAY_CONSUMERS_HOME'] ?? '/var/tmp/slipway-consumers'

/** Names that the tools are installed under, and what they are to npm. */
const nodes = { node20: 'node@20', node22: 'node@22', node24: 'node@24', node26: 'node@26' } as const
const compilers = {
  'typescript-5.4': 'typescript@5.4',
  'typescript-5.9': 'typescript@5.9',
  'typescript-7': 'typescript@7',
} as const
const others = ['deno@2', 'bun@1', 'esbuild@0.28'] as const

function run(cwd: string, program: string, ...args: readonly string[]): string {
  try {
    return execFileSync(program, args, {
      cwd,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, NO_COLOR: '1' },
    })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string }
    throw new Error(`${stdout}${stderr}`.trim() || String(error))
  }
}

function installTools(): void {
  const wanted = JSON.stringify([nodes, compilers, others])
  const stamp = join(home, 'installed')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'package.json'), '{ "private": true }')
  const aliases = Object.entries({ ...nodes, ...compilers }).map(([name, source]) => `${name}@npm:${source}`)
  run(home, 'npm', 'install', '--no-audit', '--no-fund', '--silent', ...aliases, ...others)
  writeFileSync(stamp, wanted)
}

const tool = (path: string) => join(home, 'node_modules', path)

/** An empty project with the package of this checkout in it. */
function makeProject(): string {
  const project = mkdtempSync(join(home, 'project-'))
  const packed =
    run(root, 'npm', 'pack', '--silent', '--pack-destination', project).trim().split('\n').at(-1) ?? ''
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }')
  run(project, 'npm', 'install', '--no-audit', '--no-fund', '--silent', join(project, packed))
  cpSync(join(root, 'test/consumers'), project, { recursive: true })
  return project
}

function writeCompilerOptions(project: string, module: string, moduleResolution: string): void {
  const compilerOptions = {
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    target: 'es2022',
    lib: ['es2023'],
    types: [],
    module,
    moduleResolution,
  }
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['types.ts'] }))
}

let failures = 0
let passes = 0
function check(name: string, work: () => void): void {
  try {
    work()
    passes++
    console.log(`ok      ${name}`)
  } catch (error) {
    failures++
    console.log(`FAILED  ${name}\n${error instanceof Error ? error.message : String(error)}`)
  }
}

installTools()
const project = makeProject()
try {
  for (const name of Object.keys(nodes)) {
    const node = tool(`${name}/bin/node`)
    check(`${name}: import`, () => run(project, node, 'import.mjs'))
    check(`${name}: require`, () => run(project, node, 'require.cjs'))
    check(`${name}: command line`, () =>
      run(project, node, 'node_modules/slipway/dist/cli/main.js', '--version'),
    )
  }
  check('deno: import', () =>
    run(project, tool('.bin/deno'), 'run', '--allow-all', '--no-remote', 'import.mjs'),
  )
  check('bun: import', () => run(project, tool('.bin/bun'), 'import.mjs'))
  check('bun: require', () => run(project, tool('.bin/bun'), 'require.cjs'))
  for (const name of Object.keys(compilers)) {
    for (const [module, resolution] of [
      ['nodenext', 'nodenext'],
      ['esnext', 'bundler'],
    ] as const) {
      check(`${name}: types, ${resolution}`, () => {
        writeCompilerOptions(project, module, resolution)
        run(project, process.execPath, tool(`${name}/bin/tsc`), '-p', '.')
      })
    }
  }
  check('npm: gRPC is there where it is asked for, and only there', () => {
    const hasGrpc = () => existsSync(join(project, 'node_modules/@grpc/grpc-js'))
    if (hasGrpc()) throw new Error('slipway has brought gRPC along')
    run(project, 'npm', 'install', '--no-audit', '--no-fund', '--silent', '@grpc/grpc-js')
    run(
      project,
      process.execPath,
      '--input-type=module',
      '--eval',
      "await import('slipway/gateway'); await import('slipway/run')",
    )
  })
  check('esbuild: a bundle for browsers', () => {
    const entry = 'slipway/dockerfile'
    writeFileSync(join(project, 'browser.js'), `export * from '${entry}'\n`)
    run(
      project,
      tool('.bin/esbuild'),
      'browser.js',
      '--bundle',
      '--platform=browser',
      '--format=esm',
      '--outfile=out.js',
    )
  })
} finally {
  rmSync(project, { recursive: true })
}
console.log(`consumers: ${passes} passed, ${failures} failed`)
if (failures > 0 || passes === 0) process.exitCode = 1
