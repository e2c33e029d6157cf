/**
 * Lays out the frontend image: `node make-root.ts BASE BUNDLE OUT` writes to OUT a stripped Node of the image at
 * BASE, the libraries that it links, the file BUNDLE as /frontend.js, what starts it, and the modules beside it that
 * extensions import. It needs nothing but Node and runs none of the programs of BASE, so that it makes images for
 * other machines too; only the code cache, which makes the start faster, is left out of these. Times are SOURCE_DATE_EPOCH, or 0.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { blankIcuData } from './blank-icu-data.ts'
import { readElf, stripElf } from './elf.ts'
import { makeCodeCache } from './make-code-cache.ts'
import { TargetRoot } from './target-root.ts'

const [base = '/', bundle = '', out = ''] = process.argv.slice(2)
const epoch = Number(process.env['SOURCE_DATE_EPOCH'] ?? 0)

const root = new TargetRoot(base)

function readTarget(path: string): Buffer {
  const file = root.find(path)
  if (file === undefined) throw new Error(`the base image has no ${path}`)
  return readFileSync(file)
}

function write(path: string, content: Buffer): void {
  const file = join(out, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content, { mode: 0o755 })
}

/** Writes a library and all that it links in turn. */
function writeLibraries(names: readonly string[], loader: string | undefined): void {
  const queue = [...names]
  const done = new Set(loader === undefined ? [] : [loader.slice(loader.lastIndexOf('/') + 1)])
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (done.has(name)) continue
    done.add(name)
    const path = root.libraryPath(name)
    const content = readTarget(path)
    write(path, content)
    queue.push(...readElf(content).needed)
  }
}

function setTimes(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name)
    if (entry.isDirectory()) setTimes(child)
    utimesSync(child, epoch, epoch)
  }
}

const nodePath = ['/usr/local/bin/node', '/usr/bin/node'].find((path) => root.find(path) !== undefined)
if (nodePath === undefined) throw new Error('the base image has no Node')
const node = readTarget(nodePath)
const { interpreter, needed } = readElf(node)
write('/usr/local/bin/node', blankIcuData(stripElf(node)))
if (interpreter !== undefined) write(interpreter, readTarget(interpreter))
writeLibraries(needed, interpreter)
write('/frontend.js', readFileSync(bundle))
cpSync(join(dirname(bundle), 'image-modules'), join(out, 'node_modules'), { recursive: true })
write('/start.cjs', readFileSync(new URL('start.cjs', import.meta.url)))
if (node.equals(readFileSync(process.execPath))) {
  const cache = await makeCodeCache(bundle)
  if (cache) write('/frontend.cache', cache)
  console.log(cache ? `code cache: ${cache.length} bytes` : 'code cache: this Node does not take it')
} else {
  console.log('code cache: none, this Node is not that of the image')
}
setTimes(out)
