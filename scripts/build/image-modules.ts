/**
 * Writes dist/image-modules/slipway: the package that extensions in the image import. Its modules hold nothing
 * of their own; they re-export, name by name, what the running bundle has.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url))

/** Entries by the names that they are imported by. */
const entries = {
  slipway: 'src/api.ts',
  'slipway/extensions': 'src/extensions/index.ts',
  'slipway/dockerfile': 'src/dockerfile/index.ts',
  'slipway/llb': 'src/llb/public.ts',
}

async function exportsOf(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [path(entry)],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    external: ['node:*'],
    outfile: 'out.js',
    absWorkingDir: path('.'),
    logLevel: 'error',
  })
  return metafile.outputs['out.js']?.exports ?? []
}

const target = path('dist/image-modules/slipway')
rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })
const map: Record<string, string> = {}
for (const [name, entry] of Object.entries(entries)) {
  const names = await exportsOf(entry)
  if (names.length === 0) throw new Error(`${entry} exports nothing`)
  const file = name === 'slipway' ? 'index.js' : `${name.slice('slipway/'.length)}.js`
  map[name.replace('slipway', '.')] = `./${file}`
  writeFileSync(
    join(target, file),
    `const modules = globalThis[Symbol.for('slipway.modules')]\nexport const { ${names.join(', ')} } = modules['${name}']\n`,
  )
}
writeFileSync(
  join(target, 'package.json'),
  `${JSON.stringify({ name: 'slipway', type: 'module', exports: map }, null, 2)}\n`,
)
