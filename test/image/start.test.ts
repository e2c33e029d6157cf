import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'
import { expect, onTestFinished, test } from 'vitest'

const bundle = '#!/usr/bin/env node\nconsole.error("ran")\n'

test.each([
  ['no code cache', undefined],
  ['its code cache', new Script(bundle).createCachedData()],
  ['the code cache of something else', new Script('1 + 1').createCachedData()],
  ['a code cache of another version of V8', Buffer.alloc(64, 7)],
  ['an empty code cache', Buffer.alloc(0)],
])('starts the bundle with %s', (_, cache) => {
  const directory = mkdtempSync(join(tmpdir(), 'start-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const start = join(directory, 'start.cjs')
  copyFileSync(fileURLToPath(new URL('../../scripts/image/start.cjs', import.meta.url)), start)
  writeFileSync(join(directory, 'frontend.js'), bundle)
  if (cache) writeFileSync(join(directory, 'frontend.cache'), cache)
  const { status, stderr } = spawnSync(process.execPath, [start], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, 'ran\n'])
})
