/**
 * Bundles the frontend for the executable: into modules under dist/engine, of which `globals.js` and `main.js` are run, and
 * others are only read where they are needed; and writes what a connection begins with, so that the executable can
 * send it before it reads any of them.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { Http2Connection } from '../../src/gateway/http2/connection.ts'
import { bundledPackages } from './bundled-packages.ts'
import { narrowGrpc } from './narrow-grpc.ts'
import { ownModules } from './own-modules.ts'
import { withoutBarrels } from './without-barrels.ts'

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url))
const directory = path('dist/engine')

rmSync(directory, { recursive: true, force: true })
mkdirSync(directory, { recursive: true })

const { warnings, metafile } = await build({
  metafile: true,
  absWorkingDir: path('.'),
  entryPoints: { globals: path('src/engine-host/globals.ts'), main: path('src/engine-main.ts') },
  outdir: directory,
  bundle: true,
  splitting: true,
  chunkNames: '[name]-[hash]',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  conditions: ['import'],
  target: 'es2023',
  format: 'esm',
  minify: true,
  keepNames: false,
  legalComments: 'none',
  external: ['slipway:native'],
  // What grpc-js needs of Node: see src/engine-host/node.
  alias: {
    events: path('src/engine-host/node/events.ts'),
    stream: path('src/engine-host/node/stream.ts'),
    process: path('src/engine-host/node/process.ts'),
  },
  inject: [path('src/engine-host/node/globals.ts')],
  plugins: [narrowGrpc, ownModules, withoutBarrels],
  logLevel: 'warning',
})
if (warnings.length > 0) process.exitCode = 1

mkdirSync(`${directory}/licenses`)
const packages = bundledPackages(metafile)
for (const { name, text } of packages) {
  writeFileSync(`${directory}/licenses/${name.replaceAll('/', '+')}`, text)
}
// One line for each: `scripts/notices` puts them beside those of Debian.
writeFileSync(
  `${directory}/packages.txt`,
  packages.map(({ name, version, license }) => `npm ${name} ${version} ${license}\n`).join(''),
)

const greeting: Uint8Array[] = []
new Http2Connection((bytes) => greeting.push(bytes))
writeFileSync(`${directory}/greeting.bin`, Buffer.concat(greeting))
const count = readdirSync(directory).length
if (count < 2) throw new Error('nothing was bundled')
