import { suggestion } from '../../suggest/index.ts'
import { type ExitCode, type OptionValues, UsageError } from '../command.ts'
import type { CommandIo } from '../io.ts'
import { programVersion } from '../version.ts'
import { findFormat, formatNames } from './formats/index.ts'
import { prepareLint } from './lint-run.ts'
import type { FileReport } from './report.ts'
import { type LintSettings, severities } from './settings.ts'

/** Checks what a command line names, prints the report and says how it went. Throws UsageError. */
export async function lintFiles(values: OptionValues, io: CommandIo): Promise<ExitCode> {
  const run = await prepareLint(values, io)
  const { format: name } = await run.settingsFor(run.targets[0])
  const format = await findFormat(name)
  if (!format) {
    const hint = suggestion(name, formatNames, false)
    throw new UsageError(`there is no format ${name}${hint}; formats are ${formatNames.join(', ')}`)
  }
  const reports: FileReport[] = []
  let failed = false
  for (const target of run.targets) {
    const report = await run.check(target, await target.open())
    reports.push(report)
    const { failureThreshold } = await run.settingsFor(target)
    failed ||=
      report.failed === true || report.findings.some(({ severity }) => counts(severity, failureThreshold))
  }
  io.out(format(reports, { colors: io.colors === true, version: programVersion() }))
  return failed ? 1 : 0
}

function counts(severity: (typeof severities)[number], threshold: LintSettings['failureThreshold']): boolean {
  return threshold !== 'none' && severities.indexOf(severity) <= severities.indexOf(threshold)
}
