import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'

const sources = fileURLToPath(new URL('../../src/', import.meta.url))

/** Where a name of an index comes from: a file, and its name there. */
interface Origin {
  readonly file: string
  readonly name: string
}

const exportList = /^export (type )?\{([^}]*)\} from '([^']+)'/gm
const exportAll = /^export \* from '([^']+)'/gm
const importList = /^(import|export) \{([^}]*)\} from '([^']+\/index\.ts)'/gm

/** The names of a list in braces, those of types left out. */
function namesOf(list: string): readonly (readonly [name: string, as: string])[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '' && !entry.startsWith('type '))
    .map((entry) => {
      const [name = '', as = name] = entry.split(' as ')
      return [name, as] as const
    })
}

const known = new Map<string, ReadonlyMap<string, Origin>>()

/** What an index exports that it only hands on. */
function originsOf(index: string): ReadonlyMap<string, Origin> {
  const found = known.get(index)
  if (found) return found
  const origins = new Map<string, Origin>()
  known.set(index, origins)
  const text = readFileSync(index, 'utf8')
  for (const [, types, list = '', from = ''] of text.matchAll(exportList)) {
    const file = join(dirname(index), from)
    if (types === undefined) for (const [name, as] of namesOf(list)) origins.set(as, originOf(file, name))
  }
  for (const [, from = ''] of text.matchAll(exportAll)) {
    const file = join(dirname(index), from)
    if (file.endsWith('/index.ts')) for (const [name, origin] of originsOf(file)) origins.set(name, origin)
  }
  return origins
}

function originOf(file: string, name: string): Origin {
  return (file.endsWith('/index.ts') ? originsOf(file).get(name) : undefined) ?? { file, name }
}

/** The text of a module that imports each name from the file that defines it. */
function rewritten(text: string, file: string): string {
  return text.replace(importList, (_statement, verb: string, list: string, from: string) => {
    const index = join(dirname(file), from)
    const lines = namesOf(list).map(([name, as]) => {
      const origin = originOf(index, name)
      const path = relative(dirname(file), origin.file)
      const names = origin.name === as ? as : `${origin.name} as ${as}`
      return `${verb} { ${names} } from '${path.startsWith('.') ? path : `./${path}`}'`
    })
    return lines.join('; ')
  })
}

/**
 * Lets modules import from the files that define what they want, and not from a folder's index: the bundler would
 * read all files behind an index together, wherever one of them is needed.
 */
export const withoutBarrels: Plugin = {
  name: 'without-barrels',
  setup(setup) {
    setup.onLoad({ filter: /\.ts$/ }, ({ path }) =>
      path.startsWith(sources)
        ? { contents: rewritten(readFileSync(path, 'utf8'), path), loader: 'ts' }
        : undefined,
    )
  },
}
