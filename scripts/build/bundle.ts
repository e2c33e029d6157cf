/**
 * Bundles the frontend into dist/frontend.js: one file that needs nothing but Node. It is a classic script that
 * imports nothing, so that Node can run it as it is. The image has another: see engine-modules.ts.
 */
import { chmodSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { narrowGrpc } from './narrow-grpc.ts'

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url))

const { warnings } = await build({
  entryPoints: [path('src/main.ts')],
  outfile: path('dist/frontend.js'),
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'iife',
  minify: true,
  legalComments: 'none',
  banner: { js: '#!/usr/bin/env node\nvar require=process.getBuiltinModule;' },
  plugins: [narrowGrpc],
  logLevel: 'warning',
})
chmodSync(path('dist/frontend.js'), 0o755)
if (warnings.length > 0) process.exitCode = 1
