import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'

/** The folders of src/ and the files beside them, in the order of ARCHITECTURE.md: each knows those above it. */
const layers: readonly (readonly string[])[] = [
  ['source'],
  ['go'],
  ['wire'],
  ['shell'],
  ['suggest', 'platform', 'reference', 'git-url', 'ignore'],
  ['host'],
  ['dockerfile'],
  ['llb'],
  ['lint'],
  ['convert'],
  ['policy'],
  ['frontend'],
  ['extension'],
  ['api.ts'],
  ['extensions'],
  ['offline'],
  ['typescript'],
  ['modules'],
  ['node-host', 'engine-host'],
  ['gateway'],
  ['testing'],
  ['run-frontend.ts'],
  ['index.ts'],
  ['cli'],
  ['image'],
  ['main.ts', 'engine-build.ts', 'engine-main.ts'],
]
/** The rooms of src/convert, in the order of ARCHITECTURE.md; what lies beside them is the whole build. */
const convertRooms = [
  'image',
  'definition',
  'args',
  'steps',
  'instructions',
  'graph',
  'stage',
  undefined,
] as const
const firstImpure = layers.findIndex(([name]) => name === 'offline')

/** A gateway as those see it that use one: types alone, so that all layers may know them. */
const gatewayInterface = 'src/gateway/client.ts'

interface Import {
  readonly from: string
  readonly target: string
  readonly typesOnly: boolean
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => posix.join('src', name.replaceAll('\\', '/')))
const imports = files.flatMap(importsOf)

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(file, 'utf8')
  const found = [
    ...text.matchAll(/^(?:import|export)\s+(type\s)?[^'";]*?\bfrom '([^']+)'/gm),
    ...text.matchAll(/\b(?:import|getBuiltinModule)()\('([^']+)'\)/g),
  ]
  return found.map(([, types, name = '']) => ({
    from: file,
    target: name.startsWith('.') ? posix.join(posix.dirname(file), name) : name,
    typesOnly: types !== undefined,
  }))
}

function layerOf(file: string): number {
  const name = file.split('/')[1] ?? ''
  return layers.findIndex((layer) => layer.includes(name))
}

const shown = ({ from, target }: Import) => `${from} -> ${target}`

describe('the layers of src/', () => {
  test('are all known', () => {
    expect(files.filter((file) => layerOf(file) < 0)).toEqual([])
  })

  test('import from those above them only', () => {
    const wrong = imports.filter(({ from, target, typesOnly }) => {
      if (!target.startsWith('src/') || (target === gatewayInterface && typesOnly)) return false
      return layerOf(target) > layerOf(from)
    })
    expect(wrong.map(shown)).toEqual([])
  })

  test('have no circles, not even of types', () => {
    const below = new Map(files.map((file) => [file, new Set<string>()]))
    for (const { from, target } of imports) if (below.has(target)) below.get(from)?.add(target)
    // Files that import nothing which is left go first; what remains imports itself in the end.
    for (let removed = true; removed; ) {
      removed = false
      for (const [file, targets] of below) {
        if ([...targets].some((target) => below.has(target))) continue
        below.delete(file)
        removed = true
      }
    }
    expect([...below.keys()]).toEqual([])
  })
})

describe('the rooms of src/convert', () => {
  const inside = imports.filter(
    ({ from, target }) => from.startsWith('src/convert/') && target.startsWith('src/convert/'),
  )

  function roomOf(file: string): (typeof convertRooms)[number] {
    const [, , name = '', ...rest] = file.split('/')
    return rest.length === 0 ? undefined : convertRooms.find((room) => room === name)
  }

  test('are all known', () => {
    const folders = files.filter((file) => /^src\/convert\/\w+\//.test(file) && roomOf(file) === undefined)
    expect(folders).toEqual([])
  })

  test('import from those above them only', () => {
    const order = (file: string) => convertRooms.indexOf(roomOf(file))
    expect(inside.filter(({ from, target }) => order(target) > order(from)).map(shown)).toEqual([])
  })

  test('are entered through their doors', () => {
    const wrong = inside.filter(({ from, target }) => {
      const room = roomOf(target)
      return room !== undefined && room !== roomOf(from) && target !== `src/convert/${room}/index.ts`
    })
    expect(wrong.map(shown)).toEqual([])
  })
})

describe('the core', () => {
  const inCore = (file: string) => layerOf(file) < firstImpure

  test('runs without Node', () => {
    const wrong = imports.filter(
      ({ from, target, typesOnly }) => inCore(from) && !typesOnly && target.startsWith('node:'),
    )
    expect(wrong.map(shown)).toEqual([])
    const globals = files.filter(
      (file) => inCore(file) && /(?<![.\w`])(?:process\.|Buffer[.(]|__dirname|require\()/.test(codeOf(file)),
    )
    expect(globals).toEqual([])
  })

  test('has no clock and no environment', () => {
    const wrong = files.filter(
      (file) => inCore(file) && /\bDate\.now\(|\bnew Date\(\)|\bconsole\.|\bfetch\(/.test(codeOf(file)),
    )
    expect(wrong).toEqual([])
  })
})

/** A file without its comments. */
function codeOf(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
}
