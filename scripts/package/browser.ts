/**
 * Runs the parser in a real browser: bundles `slipway/dockerfile` as published, serves it to a headless Chromium, and
 * looks at what the page has found out. Takes the `chromium` of the machine, or else Debian's (which needs root).
 *
 *   node scripts/package/browser.ts
 */
import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { bundleForBrowsers, formatSize } from './browser-bundle.ts'

const page = `<!doctype html><meta charset="utf-8"><title>slipway</title><pre id="result">nothing</pre>
<script type="module">
import * as slipway from '/slipway.js'
const { edit, imageReferences, nodeAt, parse, print, printBytes, setImage, stages, variables } = slipway
const result = document.getElementById('result')
try {
  const text = '# syntax=docker/dockerfile:1\\nARG TAG=3.19\\nFROM alpine:\${TAG} AS a\\nRUN --mount=from=busybox <<E\\nx\\nE\\nNOPE\\n'
  const tree = parse(text)
  const changes = edit(tree)
  for (const use of imageReferences(tree)) if (use.value === 'alpine:3.19') setImage(changes, use, 'alpine:3.20')
  const bytes = new Uint8Array([0x46, 0x52, 0x4f, 0x4d, 0x20, 0x61, 0x0a, 0x23, 0xe9])
  result.textContent = JSON.stringify({
    printed: print(tree) === text,
    bytes: String(printBytes(parse(bytes))) === String(bytes),
    changed: changes.toString().split('\\n')[1],
    node: nodeAt(tree, text.indexOf('busybox')).kind,
    stages: stages(tree).length,
    variables: variables(tree).map(({ references }) => references.length),
    errors: tree.errors.map(({ code }) => code),
  })
} catch (error) {
  result.textContent = String(error.stack)
}
</script>`

const expected = {
  printed: true,
  bytes: true,
  changed: 'ARG TAG=3.20',
  node: 'image-part',
  stages: 1,
  variables: [1],
  errors: ['unknown-instruction'],
}

function findChromium(): string {
  const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  const found = () => known.find((path) => existsSync(path))
  if (!found()) {
    const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
    execFileSync('apt-get', ['update', '-qq'], options)
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options)
  }
  const path = found()
  if (path === undefined) throw new Error('there is no Chromium, and apt has none')
  return path
}

const chromium = findChromium()
const { code, sizes } = await bundleForBrowsers()
const server = createServer((request, response) => {
  const isScript = request.url === '/slipway.js'
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
  response.end(isScript ? code : page)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const profile = mkdtempSync(join(tmpdir(), 'slipway-browser-'))
try {
  const { port } = server.address() as AddressInfo
  const { stdout } = await promisify(execFile)(
    chromium,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      '--virtual-time-budget=20000',
      `--user-data-dir=${profile}`,
      '--dump-dom',
      `http://127.0.0.1:${port}/`,
    ],
    { timeout: 120_000, maxBuffer: 16 << 20 },
  )
  const written = /<pre id="result">([\s\S]*?)<\/pre>/.exec(stdout)?.[1] ?? stdout
  const shown = written.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')
  if (shown !== JSON.stringify(expected)) {
    throw new Error(`the page says\n${shown}\nand not\n${JSON.stringify(expected)}`)
  }
  console.log(`browser: ok in Chromium; slipway/dockerfile is ${formatSize(sizes)}`)
} finally {
  server.close()
  server.closeAllConnections()
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
}
