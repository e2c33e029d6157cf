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
}

/** How cost grows with the Dockerfile. */
export const scaleSection: Section = async (context) => {
  const measured: Measured[] = []
  const chosen = context.smoke ? shapes.slice(0, 1) : shapes
  for (const shape of chosen) {
    for (const frontend of context.frontends) measured.push(await measureShape(context, frontend, shape))
  }
  const failures = measured.flatMap(({ failure }) => failure ?? [])
  if (context.smoke) {
    for (const { shape, exponents } of measured) {
      const { aboveStart = 0 } = exponents
      if (aboveStart > smokeLimit) {
        failures.push(`${shape}: cost grows with an exponent of ${showNumber(aboveStart)}`)
      }
    }
  }
  return { tables: [summaryTable(measured), pointsTable(measured)], data: measured, failures }
}

async function measureShape(
  context: SectionContext,
  frontend: FrontendCommand,
  shape: Shape,
): Promise<Measured> {
  const sizes = context.smoke ? [10, 1000, 3000, 10_000] : shape.sizes
  const points: Point[] = []
  let failure: string | undefined
  try {
    for (const size of sizes) {
      context.progress(`scale: ${frontend.name}: ${shape.name} × ${size}`)
      points.push(await measurePoint(context, frontend, shape, size))
    }
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error)
  }
  return {
    frontend: frontend.name,
    shape: shape.name,
    unit: shape.unit,
    points,
    exponents: { total: exponentOf(points, 0), aboveStart: exponentOf(points, costOf(points[0])) },
    failure,
  }
}

async function measurePoint(
  context: SectionContext,
  frontend: FrontendCommand,
  shape: Shape,
  size: number,
): Promise<Point> {
  const build = shape.build(size)
  const runs: FrontendRun[] = []
  const times = context.runs ?? (context.smoke || size >= 10_000 ? 3 : 5)
  while (runs.length < times) {
    const run = await runFrontend(frontend, build)
    runs.push(run)
    // What takes long shows less noise, and is not worth the wait.
    if (run.returned > 10_000) break
  }
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
  const rows = measured.map(({ frontend, shape, points, exponents, failure }) => {
    const first = points[0]
    const last = points.at(-1)
    if (first === undefined || last === undefined) return [`${frontend}: ${shape}`, failure ?? '']
    return [
      `${frontend}: ${shape}`,
      `${first.size}–${last.size}${failure === undefined ? '' : ' (then failed)'}`,
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

function pointsTable(measured: readonly Measured[]): Table {
  return {
    title: 'Scale: all sizes',
    columns: ['', 'size', 'Return ms', 'CPU ms', 'peak RSS MiB', 'µs each'],
    rows: measured.flatMap(({ frontend, shape, points }) =>
      points.map(({ size, returned, cpu, peakRss }) => [
        `${frontend}: ${shape}`,
        String(size),
        showNumber(returned),
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
