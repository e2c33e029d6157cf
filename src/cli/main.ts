#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { commands } from './commands/index.ts'
import { processIo } from './process-io.ts'
import { run } from './run.ts'

// A reader that has seen enough (`slipway compile | head`) is no mistake.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}

try {
  process.exitCode = await run(commands, process.argv.slice(2), processIo(), version)
} catch (error) {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`slipway: this is a defect of slipway, please report it\n${detail}\n`)
  process.exitCode = 70
}
