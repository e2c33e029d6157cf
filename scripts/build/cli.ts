/**
 * Bundles the command line into a few files, dist/cli/main.js and parts that are loaded once they are needed: what
 * starting it costs is mostly the number of files. Packages stay outside, as dependencies.
 */
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url))

// The compiler of the library has written one file for each of ours.
rmSync(path('dist/cli'), { recursive: true, force: true })
const { warnings } = await build({
  entryPoints: [path('src/cli/main.ts')],
  outdir: path('dist/cli'),
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
})
if (warnings.length > 0) process.exitCode = 1
