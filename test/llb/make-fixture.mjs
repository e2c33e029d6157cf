// Writes fixtures/recorded-ops.json from a folder of recorded transcripts:
// node test/llb/make-fixture.mjs test/conformance/data
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const folder = process.argv[2]
const definitions = new Map()
for (const name of readdirSync(folder).filter((name) => name.endsWith('.expected.json'))) {
  const { $: table, ...transcripts } = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))
  collect(transcripts, table)
}

function collect(value, table) {
  if (value === null || typeof value !== 'object') return
  if (Number.isInteger(value.$)) return collect(table[value.$], table)
  if (Array.isArray(value.ops) || Number.isInteger(value.ops?.$)) {
    const definition = expand(value, table)
    const end = definition.ops.at(-1)?.digest
    // Ops without capabilities came from a client: another program chose the order of their fields.
    const own = definition.ops.every(({ digest }) => definition.metadata[digest]?.caps)
    if (end && own && !definitions.has(end)) definitions.set(end, definition)
  }
  for (const part of Object.values(value)) collect(part, table)
}

function expand(value, table) {
  if (value === null || typeof value !== 'object') return value
  if (Number.isInteger(value.$)) return expand(table[value.$], table)
  if (Array.isArray(value)) return value.map((part) => expand(part, table))
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, expand(part, table)]))
}

const indexes = new Map()
const ops = []
const lists = [...definitions.values()].map(({ ops: list, metadata }) =>
  list.map(({ digest, op }) => {
    const key = `${digest} ${metadata[digest].caps}`
    if (!indexes.has(key)) indexes.set(key, ops.push({ digest, op, caps: metadata[digest].caps }) - 1)
    return indexes.get(key)
  }),
)
const lines = (list) => list.map((item) => JSON.stringify(item)).join(',\n')
const text = `{\n"ops": [\n${lines(ops)}\n],\n"definitions": [\n${lines(lists)}\n]\n}\n`
writeFileSync(new URL('fixtures/recorded-ops.json', import.meta.url), text)
