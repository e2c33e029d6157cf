import { convertDockerfile } from '../../src/convert/index.ts'
import { builtinSyntaxes, parseDockerfile, parseSyntaxTree } from '../../src/dockerfile/index.ts'
import { encodeDefinition, marshal } from '../../src/llb/index.ts'
import { lintDockerfile, offlineConversion } from '../../src/offline/index.ts'
import { BuildError, createSourceFile } from '../../src/source/index.ts'
import type { Section } from '../report/section.ts'
import { type Summary, summarize } from '../report/statistics.ts'
import { showSummary, type Table } from '../report/table.ts'
import { corpusDockerfiles } from '../workloads/corpus.ts'
import { runInstructions } from '../workloads/shapes.ts'

/** Milliseconds of each step over all files. */
interface Times {
  readonly parse: number
  readonly convert: number
  readonly marshal: number
  readonly lint: number
}
const steps = ['parse', 'convert', 'marshal', 'lint'] as const

/** How fast those are who use Slipway as a library, once the process is warm. */
export const librarySection: Section = async (context) => {
  const rounds = context.runs ?? (context.smoke ? 3 : 30)
  const corpus = await convertible(corpusDockerfiles())
  const huge = [runInstructions.build(context.smoke ? 1000 : 50_000).dockerfile]
  const measured = [
    await measure('Dockerfiles of the corpus', corpus, rounds, context.progress),
    await measure('one of many RUN', huge, Math.min(rounds, 5), context.progress),
  ]
  return { tables: [table(measured)], data: measured, failures: [] }
}

interface Measured {
  readonly name: string
  readonly files: number
  readonly instructions: number
  /** Of each round. */
  readonly milliseconds: Readonly<Record<(typeof steps)[number], Summary>>
}

async function measure(
  name: string,
  texts: readonly string[],
  rounds: number,
  progress: (text: string) => void,
): Promise<Measured> {
  const times: Times[] = []
  for (let round = -2; round < rounds; round++) {
    progress(`library: ${name}: round ${round + 1} of ${rounds}`)
    const time = await measureRound(texts)
    // The first rounds warm up.
    if (round >= 0) times.push(time)
  }
  const summaryOf = (step: (typeof steps)[number]): Summary => summarize(times.map((time) => time[step]))
  return {
    name,
    files: texts.length,
    instructions: texts.reduce((sum, text) => sum + countInstructions(text), 0),
    milliseconds: {
      parse: summaryOf('parse'),
      convert: summaryOf('convert'),
      marshal: summaryOf('marshal'),
      lint: summaryOf('lint'),
    },
  }
}

async function measureRound(texts: readonly string[]): Promise<Times> {
  let start = performance.now()
  const lap = (): number => {
    const now = performance.now()
    const time = now - start
    start = now
    return time
  }
  for (const text of texts) parse(text)
  const parsed = lap()
  const results = []
  for (const text of texts)
    results.push(await convertDockerfile(offlineConversion(createSourceFile('Dockerfile', text))))
  const converted = lap()
  for (const { output, platform } of results) encodeDefinition(marshal(output, { platform }))
  const marshalled = lap()
  for (const text of texts) await lintDockerfile(createSourceFile('Dockerfile', text))
  return { parse: parsed, convert: converted, marshal: marshalled, lint: lap() }
}

function parse(text: string) {
  return parseDockerfile(
    parseSyntaxTree(createSourceFile('Dockerfile', text), builtinSyntaxes),
    builtinSyntaxes,
  )
}

function countInstructions(text: string): number {
  return parse(text).dockerfile.stages.reduce((sum, stage) => sum + 1 + stage.instructions.length, 0)
}

/** Those that need no daemon and have no mistakes. */
async function convertible(texts: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const text of texts) {
    try {
      const result = await convertDockerfile(offlineConversion(createSourceFile('Dockerfile', text)))
      marshal(result.output, { platform: result.platform })
      found.push(text)
    } catch (error) {
      if (!(error instanceof BuildError)) throw error
    }
  }
  return found
}

function table(measured: readonly Measured[]): Table {
  const perSecond = ({ min, lower, median, upper, max, count }: Summary, things: number): Summary => ({
    count,
    min: (things * 1000) / max,
    lower: (things * 1000) / upper,
    median: (things * 1000) / median,
    upper: (things * 1000) / lower,
    max: (things * 1000) / min,
  })
  return {
    title: 'Library: thousands of instructions per second',
    columns: ['', 'files', 'instructions', ...steps],
    rows: measured.map(({ name, files, instructions, milliseconds }) => [
      name,
      String(files),
      String(instructions),
      ...steps.map((step) => showSummary(perSecond(milliseconds[step], instructions / 1000))),
    ]),
    note: 'Convert includes parsing; lint includes both. Marshal includes the encoding of the whole definition.',
  }
}
