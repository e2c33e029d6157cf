import { applyFixes, type Fix } from '../../lint/index.ts'
import { createSourceFile, encodeText } from '../../source/index.ts'
import type { ExitCode, OptionValues } from '../command.ts'
import { type DockerfileSource, withBytes } from '../dockerfile-source.ts'
import type { CommandIo } from '../io.ts'
import { textDiff } from '../text-diff.ts'
import { writeText } from '../write-text.ts'
import { type LintRun, type LintTarget, prepareLint } from './lint-run.ts'

/** What a fix makes possible may have another fix; nothing needs more rounds than these. */
const mostRounds = 10

/** A file with what can be put right in it. */
interface FixedFile {
  readonly target: LintTarget
  readonly before: string
  readonly after: string
  readonly made: number
}

/**
 * Puts right what a command line names: writes files, prints standard input, or with `--diff` shows what would
 * change. Throws UsageError.
 */
export async function fixFiles(values: OptionValues, io: CommandIo): Promise<ExitCode> {
  const run = await prepareLint(values, io)
  const changed: FixedFile[] = []
  for (const target of run.targets) {
    const fixed = await fixFile(run, target, values.boolean('unsafe'))
    if (fixed.after !== fixed.before) changed.push(fixed)
    if (values.boolean('diff')) continue
    if (target.absolute === undefined) io.outBytes(encodeText(fixed.after))
    else if (fixed.after !== fixed.before) await writeText(target.absolute, fixed.after)
  }
  if (values.boolean('diff')) {
    for (const fixed of changed) io.out(await textDiff(fixed.target.path, fixed.before, fixed.after))
    return changed.length > 0 ? 1 : 0
  }
  const made = changed.reduce((sum, fixed) => sum + fixed.made, 0)
  io.err(
    `${made} fixed in ${changed.length} of ${run.targets.length} ${run.targets.length === 1 ? 'file' : 'files'}\n`,
  )
  return 0
}

async function fixFile(run: LintRun, target: LintTarget, unsafe: boolean): Promise<FixedFile> {
  let dockerfile = await target.open()
  const before = textOf(dockerfile)
  let report = await run.check(target, dockerfile)
  let made = 0
  for (let round = 0; round < mostRounds; round++) {
    const errors = report.findings.filter(({ isError }) => isError).length
    const fixes = report.findings.map(({ fix }) => fix?.()).filter((fix): fix is Fix => fix !== undefined)
    const chosen = fixes.filter(({ safe }) => safe || unsafe)
    const file = createSourceFile(dockerfile.filename, dockerfile.bytes)
    const fixed = applyFixes(file, chosen)
    if (fixed.made === 0 || fixed.text === file.text) break
    const next = withBytes(dockerfile, encodeText(fixed.text))
    const checked = await run.check(target, next)
    // A file that could be built stays one.
    if (checked.findings.filter(({ isError }) => isError).length > errors) break
    dockerfile = next
    report = checked
    made += fixed.made
  }
  return { target, before, after: textOf(dockerfile), made }
}

function textOf({ filename, bytes }: DockerfileSource): string {
  return createSourceFile(filename, bytes).text
}
