import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Build } from '../gateway/build.ts'
import type { FrontendCommand } from '../gateway/frontend-command.ts'
import { type FrontendRun, runFrontend } from '../gateway/run-frontend.ts'
import type { Section } from '../report/section.ts'
import { type Summary, summarize } from '../report/statistics.ts'
import { showNumber, showRatio, showSummary, type Table } from '../report/table.ts'
import { large, small, typical } from '../workloads/dockerfiles.ts'

/** Extensions of the language: policies and build checks would ask more of the builds. */
const directive =
  '# extensions=arg-checks,copy-from,copy-optional,envfile,include,mount,run-no-cache,squash,unset,workdir-owner\n'

const everything = `import { defineFrontend } from 'slipway'
import { offeredExtensions } from 'slipway/extensions'
const use = offeredExtensions.filter(({ rules, policies }) => !rules?.length && !policies?.length)
export default defineFrontend({ name: 'everything', use })
`

interface Measured {
  readonly name: string
  readonly frontend: FrontendCommand
  readonly build: Build
  readonly runs: FrontendRun[]
}

/** What extensions cost that are loaded and not used: none, those in the box on by directive, and by a file. */
export const extensionsSection: Section = async (context) => {
  const [ours] = context.frontends
  if (!ours) return { tables: [], data: {}, failures: ['there is no frontend to measure'] }
  const directory = mkdtempSync(join(tmpdir(), 'slipway-bench-'))
  try {
    mkdirSync(join(directory, 'extensions'))
    writeFileSync(join(directory, 'extensions/everything.js'), everything)
    const withFile: FrontendCommand = {
      ...ours,
      environment: {
        PATH: process.env['PATH'] ?? '',
        ...ours.environment,
        SLIPWAY_EXTENSIONS: join(directory, 'extensions'),
      },
    }
    const measured: readonly Measured[] = [small, typical, large].flatMap((build) => {
      const asking = { ...build, dockerfile: `${directive}${build.dockerfile}` }
      return [
        { name: `${build.name}: no extension`, frontend: ours, build, runs: [] },
        { name: `${build.name}: all, asked for by the Dockerfile`, frontend: ours, build: asking, runs: [] },
        { name: `${build.name}: all, from a file in the image`, frontend: withFile, build, runs: [] },
      ]
    })
    const times = context.runs ?? (context.smoke ? 3 : 25)
    // The first round warms up this process and the file cache.
    for (let round = 0; round <= times; round++) {
      context.progress(`extensions: round ${round} of ${times}`)
      for (const { frontend, build, runs } of measured) {
        const run = await runFrontend(frontend, build)
        if (round > 0) runs.push(run)
      }
    }
    const rows = measured.map(({ name, runs }) => ({
      name,
      returned: summarize(runs.map(({ returned }) => returned)),
      cpu: summarize(runs.flatMap(({ usage }) => usage?.cpu ?? [])),
    }))
    return { tables: [tableOf(rows)], data: rows, failures: [] }
  } finally {
    rmSync(directory, { recursive: true })
  }
}

function tableOf(
  rows: readonly { readonly name: string; readonly returned: Summary; readonly cpu: Summary }[],
): Table {
  return {
    title: 'Extensions that are loaded and not used',
    columns: ['', 'Return ms', '/ none', 'CPU ms', '/ none'],
    rows: rows.map(({ name, returned, cpu }, index) => {
      const none = rows[index - (index % 3)]
      return [
        name,
        showSummary(returned),
        showRatio(returned.median, none?.returned.median ?? 0),
        showNumber(cpu.median),
        showRatio(cpu.median, none?.cpu.median ?? 0),
      ]
    }),
    note: 'Milliseconds since exec, medians with quartiles; “/ none” is the ratio to the same build without.',
  }
}
