import { runBareNode, usageOfBareNode } from '../gateway/bare-node.ts'
import type { Build } from '../gateway/build.ts'
import type { FrontendCommand } from '../gateway/frontend-command.ts'
import { type FrontendRun, runFrontend } from '../gateway/run-frontend.ts'
import type { Section } from '../report/section.ts'
import { median, type Summary, summarize } from '../report/statistics.ts'
import { showNumber, showRatio, showSummary, type Table } from '../report/table.ts'
import { large, small, steps, typical } from '../workloads/dockerfiles.ts'

const builds: readonly Build[] = [small, typical, large, steps]

/** Milliseconds that answers are held back to count round trips. */
const delay = 100

interface Measured {
  readonly frontend: FrontendCommand
  readonly build: Build
  readonly runs: FrontendRun[]
  /** Runs against a slow daemon. */
  readonly delayed: FrontendRun[]
}

/** What starting a process for a build costs, against starting Node for nothing. */
export const processSection: Section = async (context) => {
  const times = context.runs ?? (context.smoke ? 3 : 25)
  const measured: readonly Measured[] = context.frontends.flatMap((frontend) =>
    builds.map((build) => ({ frontend, build, runs: [], delayed: [] })),
  )
  const bare: number[] = []
  const bareUsage: { cpu: number; peakRss: number }[] = []
  // The first round warms up this process and the file cache.
  for (let round = 0; round <= times; round++) {
    context.progress(`process: round ${round} of ${times}`)
    const time = await runBareNode()
    const usage = await usageOfBareNode()
    if (round > 0) {
      bare.push(time)
      bareUsage.push(usage)
    }
    for (const { frontend, build, runs, delayed } of measured) {
      const run = await runFrontend(frontend, build)
      if (round > 0) runs.push(run)
      if (round > 0 && round <= 3) delayed.push(await runFrontend(frontend, build, { delay }))
    }
  }
  const summaries = measured.map(summarizeRuns)
  const bareTime = summarize(bare)
  return {
    tables: [timesTable(bareTime, summaries, context.reference), usageTable(bareUsage, summaries)],
    data: {
      bareNode: { exited: bareTime, cpu: summarize(bareUsage.map(({ cpu }) => cpu)) },
      frontends: summaries,
    },
    failures: [],
  }
}

interface Summaries {
  readonly frontend: string
  readonly build: string
  readonly firstAnswer: Summary
  readonly returned: Summary
  readonly exited: Summary
  readonly cpu: Summary | undefined
  readonly peakRss: Summary | undefined
  readonly calls: number
  readonly roundTrips: number
}

function summarizeRuns({ frontend, build, runs, delayed }: Measured): Summaries {
  const usages = runs.flatMap(({ usage }) => usage ?? [])
  const returned = summarize(runs.map((run) => run.returned))
  return {
    frontend: frontend.name,
    build: build.name,
    firstAnswer: summarize(runs.map((run) => run.firstAnswer)),
    returned,
    exited: summarize(runs.map((run) => run.exited)),
    cpu: usages.length > 0 ? summarize(usages.map(({ cpu }) => cpu)) : undefined,
    peakRss: usages.length > 0 ? summarize(usages.map(({ peakRss }) => peakRss)) : undefined,
    calls: runs[0]?.calls ?? 0,
    // The fastest of both are disturbed least. Return's own answer is waited for after `returned`.
    roundTrips: Math.round((summarize(delayed.map((run) => run.returned)).min - returned.min) / delay) + 1,
  }
}

function timesTable(bare: Summary, summaries: readonly Summaries[], reference: string | undefined): Table {
  const timeOfReference = (build: string): number =>
    summaries.find((one) => one.frontend === reference && one.build === build)?.returned.median ?? 0
  const row = ({ frontend, build, firstAnswer, returned, exited }: Summaries): readonly string[] => [
    `${frontend}: ${build}`,
    showSummary(firstAnswer),
    showRatio(firstAnswer.median, bare.median),
    showSummary(returned),
    showRatio(returned.median, bare.median),
    ...(reference === undefined ? [] : [showRatio(returned.median, timeOfReference(build))]),
    showSummary(exited),
  ]
  const compared = reference === undefined ? [] : [`/ ${reference}`]
  return {
    title: 'Process: milliseconds since exec',
    columns: ['', 'first answer', '/ bare', 'Return', '/ bare', ...compared, 'exit'],
    rows: [
      ['bare `node -e 0`', '', '', '', '', ...compared.map(() => ''), showSummary(bare)],
      ...summaries.map(row),
    ],
    note: 'Medians with quartiles; “/ bare” is the ratio to the exit of bare Node.',
  }
}

function usageTable(
  bare: readonly { readonly cpu: number; readonly peakRss: number }[],
  summaries: readonly Summaries[],
): Table {
  const bareCpu = median(bare.map(({ cpu }) => cpu))
  const show = (value: number | undefined): string => (value === undefined ? '–' : showNumber(value))
  return {
    title: 'Process: what it uses until Return',
    columns: ['', 'CPU ms', '/ bare', 'peak RSS MiB', 'calls', 'round trips'],
    rows: [
      [
        'bare `node -e 0`',
        showNumber(bareCpu),
        '1.00×',
        showNumber(median(bare.map(({ peakRss }) => peakRss))),
        '0',
        '0',
      ],
      ...summaries.map(({ frontend, build, cpu, peakRss, calls, roundTrips }) => [
        `${frontend}: ${build}`,
        show(cpu?.median),
        cpu === undefined ? '–' : showRatio(cpu.median, bareCpu),
        show(peakRss?.median),
        String(calls),
        String(roundTrips),
      ]),
    ],
    note: 'Round trips are calls that wait for each other, counted with a daemon that answers late.',
  }
}
