import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const source = fileURLToPath(new URL('../../src', import.meta.url))

/** A declaration behind what an entry point exports. */
interface Declaration {
  readonly file: string
  readonly name: string
}

/** Follows re-exports from a file to where things are declared; of `names` alone where they are given. */
function declarationsOf(file: string, names?: ReadonlySet<string>): readonly Declaration[] {
  const text = readFileSync(file, 'utf8')
  const found: Declaration[] = []
  for (const [, , name = ''] of text.matchAll(
    /^export (?:async )?(function|const|interface|type|class) (\w+)/gm,
  )) {
    if (!names || names.has(name)) found.push({ file, name })
  }
  for (const [, list, from = ''] of text.matchAll(
    /^export (?:type )?(?:\*|\{([^}]*)\}) from '(\.[^']+)'/gm,
  )) {
    const listed = list
      ?.split(',')
      .map((name) => name.trim().replace(/^type /, ''))
      .filter((name) => name !== '')
    const wanted = listed?.filter((name) => !names || names.has(name))
    const target = join(dirname(file), from)
    if (existsSync(target) && wanted?.length !== 0) {
      found.push(...declarationsOf(target, wanted ? new Set(wanted) : names))
    }
  }
  return found
}

test.each(['index.ts', 'testing/index.ts'])(
  'everything that %s exports has a text and an example',
  (entry) => {
    const declarations = declarationsOf(join(source, entry))
    expect(declarations.length).toBeGreaterThan(2)
    const without = declarations.filter(({ file, name }) => {
      const text = readFileSync(file, 'utf8')
      const at = text.search(
        new RegExp(`^export (?:async )?(?:function|const|interface|type|class) ${name}\\b`, 'm'),
      )
      const before = text.slice(0, at)
      const comment = before.endsWith('*/\n') ? before.slice(before.lastIndexOf('/**')) : ''
      return !comment.includes('@example')
    })
    expect(without.map(({ file, name }) => `${name} in ${file.slice(source.length)}`)).toEqual([])
  },
)
