import { suggestion } from '../../suggest/index.ts'
import { type ExitCode, type OptionValues, UsageError } from '../command.ts'
import type { CommandIo } from '../io.ts'
import { programVersion } from '../version.ts'
import { findShellcheck } from './find-shellcheck.ts'
import { findFormat, formatNames } from './formats/index.ts'
import { inOrder } from './lint-file.ts'
import { prepareLint } from './lint-run.ts'
import type { FileReport } from './report.ts'
import { type LintSettings, severities } from './settings.ts'
import type { ShellFinding } from './shellcheck.ts'

/** Checks what a command line names, prints the report and says how it went. Throws UsageError. */
export async function lintFiles(values: OptionValues, io: CommandIo): Promise<ExitCode> {
  const program = findShellcheck(io)
  const run = await prepareLint(values, io, program !== undefined)
  const { format: name } = await run.settingsFor(run.targets[0])
  const format = await findFormat(name)
  if (!format) {
    const hint = suggestion(name, formatNames, false)
    throw new UsageError(`there is no format ${name}${hint}; formats are ${formatNames.join(', ')}`)
  }
  const reports = await withShellcheck(
    await inParallel(run.targets, async (target) => run.check(target, await target.open())),
    program,
    io,
  )
  let failed = false
  for (const [index, report] of reports.entries()) {
    const { failureThreshold } = await run.settingsFor(run.targets[index])
    failed ||=
      report.failed === true || report.findings.some(({ severity }) => counts(severity, failureThreshold))
  }
  io.out(format(reports, { colors: io.colors === true, version: programVersion() }))
  return failed ? 1 : 0
}

/** The reports with what ShellCheck finds, where it is on the PATH and there are scripts that it may look at. */
async function withShellcheck(
  reports: readonly FileReport[],
  program: string | undefined,
  io: CommandIo,
): Promise<readonly FileReport[]> {
  const all = reports.flatMap(({ scripts }) => scripts?.scripts ?? [])
  if (program === undefined || all.length === 0) return reports
  const { shellcheck } = await import('./shellcheck.ts')
  let found: readonly ShellFinding[]
  try {
    found = await shellcheck(program, all)
  } catch (error) {
    io.err(`note: ${program} cannot be used: ${error instanceof Error ? error.message : error}\n`)
    return reports
  }
  return reports.map((report) => {
    const scripts = new Set(report.scripts?.scripts)
    const more = found
      .filter(({ script }) => scripts.has(script))
      .map((one) => report.scripts?.findingOf(one))
    return { ...report, findings: inOrder([...report.findings, ...more.filter((one) => one !== undefined)]) }
  })
}

/** How many files are read while one is checked. */
const atOnce = 16

/** What the work makes of each item, in order; some of it is done at the same time. */
async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      results[index] = await work(items[index] as Item)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker))
  return results
}

function counts(severity: (typeof severities)[number], threshold: LintSettings['failureThreshold']): boolean {
  return threshold !== 'none' && severities.indexOf(severity) <= severities.indexOf(threshold)
}
