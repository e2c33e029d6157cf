import type { FrontendCommand } from '../gateway/frontend-command.ts'
import { type FrontendRun, runFrontend } from '../gateway/run-frontend.ts'
import type { Section } from '../report/section.ts'
import { showNumber, showRatio, type Table } from '../report/table.ts'
import { typical } from '../workloads/dockerfiles.ts'

/** Milliseconds that BuildKit waits for a frontend to say something. */
const patience = 10_000

interface Crowd {
  readonly frontend: FrontendCommand
  readonly runs: FrontendRun[]
  failed: number
  /** How long all of a round took, in milliseconds. */
  readonly rounds: number[]
}

/** Many builds at once on one machine: who is served how late, and what fails. */
export const crowdSection: Section = async (context) => {
  const size = context.smoke ? 8 : 120
  const rounds = context.runs ?? (context.smoke ? 1 : 3)
  const crowds = context.frontends.map((frontend): Crowd => ({ frontend, runs: [], failed: 0, rounds: [] }))
  for (let round = 1; round <= rounds; round++) {
    for (const crowd of crowds) {
      context.progress(`crowd: ${crowd.frontend.name}: round ${round} of ${rounds}`)
      const start = performance.now()
      const outcomes = await Promise.allSettled(
        Array.from({ length: size }, () => runFrontend(crowd.frontend, typical)),
      )
      crowd.rounds.push(performance.now() - start)
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected' || outcome.value.firstCall > patience) crowd.failed++
        if (outcome.status === 'fulfilled') crowd.runs.push(outcome.value)
      }
    }
  }
  const [ours] = crowds
  const failures =
    context.smoke && ours && ours.failed > 0 ? [`crowd: ${ours.failed} of ${size} builds failed`] : []
  const summaries = crowds.map(summarize)
  return { tables: [table(summaries, size, rounds, context.reference)], data: summaries, failures }
}

interface Summary {
  readonly frontend: string
  readonly failed: number
  readonly longestFirstCall: number
  readonly longestBuild: number
  readonly longestRound: number
  /** Of all builds together, in milliseconds. */
  readonly cpu: number
}

function summarize({ frontend, runs, failed, rounds }: Crowd): Summary {
  return {
    frontend: frontend.name,
    failed,
    longestFirstCall: Math.max(...runs.map(({ firstCall }) => firstCall)),
    longestBuild: Math.max(...runs.map(({ returned }) => returned)),
    longestRound: Math.max(...rounds),
    cpu: runs.reduce((sum, { usage }) => sum + (usage?.cpu ?? 0), 0),
  }
}

function table(
  summaries: readonly Summary[],
  size: number,
  rounds: number,
  reference: string | undefined,
): Table {
  const other = summaries.find(({ frontend }) => frontend === reference)
  const columns = [
    ['longest wait for the first call, ms', 'longestFirstCall'],
    ['longest build, ms', 'longestBuild'],
    ['longest round, ms', 'longestRound'],
    ['CPU ms of all', 'cpu'],
  ] as const
  const compared = other ? [`/ ${reference}`] : []
  return {
    title: `Crowd: ${size} builds at once, ${rounds} rounds`,
    columns: ['', 'failed', ...columns.flatMap(([title]) => [title, ...compared])],
    rows: summaries.map((one) => [
      one.frontend,
      `${((one.failed / (size * rounds)) * 100).toFixed(0)} %`,
      ...columns.flatMap(([, field]) => [
        showNumber(one[field]),
        ...(other ? [showRatio(one[field], other[field])] : []),
      ]),
    ]),
    note: `A build has failed where it did not return, or made no call within the ${patience / 1000} s that BuildKit waits.`,
  }
}
