#!/usr/bin/env node
import nodeModule from 'node:module'
import { strayError } from '../extension/stray-error.ts'
import { BuildError } from '../source/index.ts'
import { commands } from './commands/index.ts'
import { formatError } from './format-error.ts'
import { processIo } from './process-io.ts'
import { run } from './run.ts'
import { versionLine } from './version.ts'

// What a command loads is compiled once, and not for each run.
nodeModule.enableCompileCache?.()

// A reader that has seen enough (`slipway compile | head`) is no mistake.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  process.on('uncaughtException', fail).on('unhandledRejection', fail)
  process.exitCode = await run(commands, process.argv.slice(2), processIo(), versionLine)
} catch (error) {
  fail(error)
}

/** Ends the program on what nobody expected: an extension may have left something running, or it is our defect. */
function fail(failure: unknown): void {
  const error = strayError(failure)
  if (error instanceof BuildError) {
    process.stderr.write(formatError(error))
    process.exit(1)
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`slipway: this is a defect of slipway, please report it\n${detail}\n`)
  process.exit(70)
}
