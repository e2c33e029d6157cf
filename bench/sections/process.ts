import { runBareNode, usageOfBareNode } from '../gateway/bare-node.ts'
import type { Build } from '../gateway/build.ts'
import type { FrontendCommand } from '../gateway/frontend-command.ts'
import { type FrontendRun, runFrontend } from '../gateway/run-frontend.ts'
import type { Section } from '../report/section.ts'
import { median, type Summary, summarize } from '../report/statistics.ts'
import { showNumber, showRatio, showSummary, type Table } from '../report/table.ts'
import {
  large,
  mixed100,
  mixed3000,
  mixed10000,
  small,
  steps,
  steps10000,
  typical,
} from '../workloads/dockerfiles.ts'
import { hardCases } from '../workloads/hard-cases.ts'

/** The typical build first: it is what people wait for. */
const builds: readonly Build[] = [
  typical,
  small,
  mixed100,
  large,
  mixed3000,
  mixed10000,
  steps,
  steps10000,
  ...hardCases,
]

/** Those that take long enough for a few rounds to say all. */
const long: ReadonlySet<Build> = new Set([mixed3000, mixed10000, steps10000, ...hardCases])

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
  const chosen = context.smoke ? builds.filter((build) => !long.has(build)) : builds
  const measured: readonly Measured[] = chosen.flatMap((build) =>
    context.frontends.map((frontend) => ({ frontend, build, runs: [], delayed: [] })),
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
      if (long.has(build) && round > 5) continue
      const run = await runFrontend(frontend, build)
      if (round > 0) runs.push(run)
      if (round > 0 && round <= 3 && !long.has(build))
        delayed.push(await runFrontend(frontend, build, { delay }))
    }
  }
  const summaries = measured.map(summarizeRuns)
  const bareTime = summarize(bare)
  return {
    tables: [
      timesTable(bareTime, summaries, context.reference),
      usageTable(bareUsage, summaries, context.reference),
    ],
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
  /** Undefined where they were not counted. */
  readonly roundTrips: number | undefined
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
    roundTrips:
      delayed.length === 0
        ? undefined
        : Math.round((summarize(delayed.map((run) => run.returned)).min - returned.min) / delay) + 1,
  }
}

/** What the reference needed for the same build. */
function ofReference(
  summaries: readonly Summaries[],
  reference: string | undefined,
  build: string,
): Summaries | undefined {
  return summaries.find((one) => one.frontend === reference && one.build === build)
}

function timesTable(bare: Summary, summaries: readonly Summaries[], reference: string | undefined): Table {
  const compared = reference === undefined ? [] : ['ratio']
  return {
    title: `Process: milliseconds since exec${reference === undefined ? '' : `, and their ratio to ${reference}`}`,
    columns: ['', 'first answer', ...compared, 'Return', ...compared, '/ bare Node', 'exit'],
    rows: [
      ...summaries.map(({ frontend, build, firstAnswer, returned, exited }) => {
        const other = ofReference(summaries, reference, build)
        const ratio = (own: Summary, theirs: Summary | undefined): readonly string[] =>
          theirs === undefined ? [] : [showRatio(own.median, theirs.median)]
        return [
          `${build}: ${frontend}`,
          showSummary(firstAnswer),
          ...ratio(firstAnswer, other?.firstAnswer),
          showSummary(returned),
          ...ratio(returned, other?.returned),
          showRatio(returned.median, bare.median),
          showSummary(exited),
        ]
      }),
      [
        'bare `node -e 0`',
        '',
        ...compared.map(() => ''),
        '',
        ...compared.map(() => ''),
        '1.00×',
        showSummary(bare),
      ],
    ],
    note: 'Medians with quartiles.',
  }
}

function usageTable(
  bare: readonly { readonly cpu: number; readonly peakRss: number }[],
  summaries: readonly Summaries[],
  reference: string | undefined,
): Table {
  const show = (value: number | undefined): string => (value === undefined ? '–' : showNumber(value))
  const compared = reference === undefined ? [] : ['ratio']
  return {
    title: `Process: what it uses until Return${reference === undefined ? '' : `, and its ratio to ${reference}`}`,
    columns: ['', 'CPU ms', ...compared, 'peak RSS MiB', ...compared, 'calls', 'round trips'],
    rows: [
      ...summaries.map(({ frontend, build, cpu, peakRss, calls, roundTrips }) => {
        const other = ofReference(summaries, reference, build)
        const ratio = (own: Summary | undefined, theirs: Summary | undefined): readonly string[] =>
          reference === undefined ? [] : [own && theirs ? showRatio(own.median, theirs.median) : '–']
        return [
          `${build}: ${frontend}`,
          show(cpu?.median),
          ...ratio(cpu, other?.cpu),
          show(peakRss?.median),
          ...ratio(peakRss, other?.peakRss),
          String(calls),
          roundTrips === undefined ? '–' : String(roundTrips),
        ]
      }),
      [
        'bare `node -e 0`',
        showNumber(median(bare.map(({ cpu }) => cpu))),
        ...compared.map(() => ''),
        showNumber(median(bare.map(({ peakRss }) => peakRss))),
        ...compared.map(() => ''),
        '0',
        '0',
      ],
    ],
    note: 'CPU time is that of all threads. Round trips are calls that wait for each other, counted with a daemon that answers late.',
  }
}
