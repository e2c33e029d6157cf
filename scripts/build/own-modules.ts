import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'

const sources = fileURLToPath(new URL('../../src/', import.meta.url))

/** Modules that have something in their place in the executable. */
const replaced: Readonly<Record<string, string>> = {
  'llb/sha256.ts': 'engine-host/sha256.ts',
}

/**
 * Our modules do nothing but define what others ask of them: those of which nobody asks anything are left out, even
 * where the bundler could not know.
 */
export const ownModules: Plugin = {
  name: 'own-modules',
  setup(setup) {
    setup.onResolve({ filter: /^\.{1,2}\// }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === sources || !importer.startsWith(sources)) return undefined
      const resolved = await setup.resolve(path, { importer, resolveDir, kind, pluginData: sources })
      if (resolved.errors.length > 0) return { errors: resolved.errors }
      const name = resolved.path.slice(sources.length)
      return { path: `${sources}${replaced[name] ?? name}`, sideEffects: false }
    })
  },
}
