#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { commands } from './commands/index.ts'
import { processIo } from './process-io.ts'
import { run } from './run.ts'
import { programVersion } from './version.ts'

// What a command loads is compiled once, and not for each run.
enableCompileCache?.()

// A reader that has seen enough (`slipway compile | head`) is no mistake.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  process.exitCode = await run(commands, process.argv.slice(2), processIo(), programVersion)
} catch (error) {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`slipway: this is a defect of slipway, please report it\n${detail}\n`)
  process.exitCode = 70
}
