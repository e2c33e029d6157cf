import type { Build } from '../gateway/build.ts'
import type { FrontendCommand } from '../gateway/frontend-command.ts'
import { type FrontendRun, runFrontend } from '../gateway/run-frontend.ts'
import type { Section, SectionContext } from '../report/section.ts'
import { growthExponent, median } from '../report/statistics.ts'
import { showNumber, showRatio, type Table } from '../report/table.ts'
import { type Shape, shapes } from '../workloads/shapes.ts'

/** Far above what is linear, so that a busy machine does not fail. */
const smokeLimit = 1.5

/** From this size on, the work on a Dockerfile outweighs the noise of starting a process. */
const firstFittedSize = 1000

/** A frontend that takes so many milliseconds is given nothing larger. */
const slow = 10_000

interface Point {
  readonly size: number
  /** Milliseconds from exec to Return, a median. */
  readonly returned: number
  readonly cpu: number | undefined
  readonly peakRss: number | undefined
  readonly solvedBytes: number
}

interface Measured {
  readonly frontend: string
  readonly shape: string
  readonly unit: string
  readonly points: readonly Point[]
  /** Of the whole cost, and of that above the cost of the smallest size. */
  readonly exponents: { readonly total: number | undefined; readonly aboveStart: number | undefined }
  readonly failure: string | undefined
  /** It was not given what is larger than the last point. */
  readonly tooSlow: boolean
}

/** How cost grows with the Dockerfile. */
export const scaleSection: Section = async (context) => {
  const measured: Measured[] = []
  const chosen = context.smoke ? shapes.slice(0, 1) : shapes
  for (const shape of chosen) measured.push(...(await measureShape(context, shape)))
  const failures = measured.flatMap(({ failure }) => failure ?? [])
  if (context.smoke) {
    for (const { frontend, shape, exponents } of measured) {
      const { aboveStart = 0 } = exponents
      if (frontend === context.frontends[0]?.name && aboveStart > smokeLimit) {
        failures.push(`${shape}: cost grows with an exponent of ${showNumber(aboveStart)}`)
      }
    }
  }
  const tables = [summaryTable(measured), pointsTable(measured, context.reference)]
  return { tables, data: measured, failures }
}

/** What one frontend has shown of one shape so far. */
interface Course {
  readonly frontend: FrontendCommand
  readonly points: Point[]
  failure: string | undefined
  tooSlow: boolean
}

/** Measures all frontends in turn, so that what else the machine does disturbs them alike. */
async function measureShape(context: SectionContext, shape: Shape): Promise<readonly Measured[]> {
  const courses = context.frontends.map(
    (frontend): Course => ({ frontend, points: [], failure: undefined, tooSlow: false }),
  )
  for (const size of context.smoke ? [10, 1000, 3000, 10_000] : shape.sizes) {
    context.progress(`scale: ${shape.name} × ${size}`)
    await measureSize(context, shape.build(size), size, courses)
  }
  return courses.map(({ frontend, points, failure, tooSlow }) => ({
    frontend: frontend.name,
    shape: shape.name,
    unit: shape.unit,
    points,
    exponents: { total: exponentOf(points, 0), aboveStart: exponentOf(points, costOf(points[0])) },
    failure,
    tooSlow,
  }))
}

async function measureSize(
  context: SectionContext,
  build: Build,
  size: number,
  courses: readonly Course[],
): Promise<void> {
  const running = courses.filter(({ failure, tooSlow }) => failure === undefined && !tooSlow)
  const runs = new Map(running.map((course): [Course, FrontendRun[]] => [course, []]))
  const times = context.runs ?? (context.smoke || size >= 10_000 ? 3 : 5)
  for (let round = 0; round < times; round++) {
    for (const [course, own] of runs) {
      if (course.failure !== undefined || course.tooSlow) continue
      try {
        const run = await runFrontend(course.frontend, build)
        own.push(run)
        course.tooSlow = run.returned > slow
      } catch (error) {
        course.failure = error instanceof Error ? error.message : String(error)
      }
    }
  }
  for (const [course, own] of runs) if (own.length > 0) course.points.push(pointOf(size, own))
}

function pointOf(size: number, runs: readonly FrontendRun[]): Point {
  const usages = runs.flatMap(({ usage }) => usage ?? [])
  return {
    size,
    returned: median(runs.map(({ returned }) => returned)),
    cpu: usages.length > 0 ? median(usages.map(({ cpu }) => cpu)) : undefined,
    peakRss: usages.length > 0 ? median(usages.map(({ peakRss }) => peakRss)) : undefined,
    solvedBytes: runs[0]?.solvedBytes ?? 0,
  }
}

/** Over the sizes that are large enough, or the larger half where few are. */
function exponentOf(points: readonly Point[], start: number): number | undefined {
  const large = points.filter(({ size }) => size >= firstFittedSize)
  const fitted = large.length >= 3 ? large : points.slice(-3)
  return growthExponent(fitted.map((point) => ({ size: point.size, cost: costOf(point) - start })))
}

/** Time on a processor where the kernel tells it: other programs disturb it less than the clock on the wall. */
function costOf(point: Point | undefined): number {
  return point?.cpu ?? point?.returned ?? 0
}

function summaryTable(measured: readonly Measured[]): Table {
  const rows = measured.map(({ frontend, shape, points, exponents, failure, tooSlow }) => {
    const first = points[0]
    const last = points.at(-1)
    if (first === undefined || last === undefined) return [`${frontend}: ${shape}`, failure ?? '']
    return [
      `${frontend}: ${shape}`,
      `${first.size}–${last.size}${failure !== undefined ? ' (then failed)' : tooSlow ? ' (then too slow)' : ''}`,
      showNumber(last.returned),
      showRatio(last.returned, first.returned),
      showExponent(exponents.total),
      showExponent(exponents.aboveStart),
      last.peakRss === undefined ? '–' : showNumber(last.peakRss),
      showNumber(last.solvedBytes / 2 ** 20),
    ]
  })
  return {
    title: 'Scale: growth of exec → Return',
    columns: [
      '',
      'sizes',
      'ms at the largest',
      '/ smallest',
      'exponent',
      'above start',
      'peak RSS MiB',
      'solved MiB',
    ],
    rows,
    note: `Exponents are fitted by least squares to the logarithms of CPU time (of exec → Return where the kernel does not tell it), from ${firstFittedSize} on where that leaves three sizes; “above start” is without the time of the smallest size.`,
  }
}

function pointsTable(measured: readonly Measured[], reference: string | undefined): Table {
  const timeOfReference = (shape: string, size: number): number => {
    const found = measured.find((one) => one.frontend === reference && one.shape === shape)
    return found?.points.find((point) => point.size === size)?.returned ?? 0
  }
  return {
    title: 'Scale: all sizes',
    columns: [
      '',
      'size',
      'Return ms',
      ...(reference === undefined ? [] : [`/ ${reference}`]),
      'CPU ms',
      'peak RSS MiB',
      'µs each',
    ],
    rows: measured.flatMap(({ frontend, shape, points }) =>
      points.map(({ size, returned, cpu, peakRss }) => [
        `${frontend}: ${shape}`,
        String(size),
        showNumber(returned),
        ...(reference === undefined ? [] : [showRatio(returned, timeOfReference(shape, size))]),
        cpu === undefined ? '–' : showNumber(cpu),
        peakRss === undefined ? '–' : showNumber(peakRss),
        showNumber(((returned - (points[0]?.returned ?? 0)) * 1000) / size),
      ]),
    ),
  }
}

function showExponent(exponent: number | undefined): string {
  return exponent === undefined ? '–' : exponent.toFixed(2)
}
