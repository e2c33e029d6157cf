import { parseArgs } from 'node:util'

/** What is measured, in the order of the report. */
export const sectionNames = ['process', 'crowd', 'scale', 'library', 'extensions', 'e2e', 'image'] as const
export type SectionName = (typeof sectionNames)[number]

export interface BenchmarkArguments {
  readonly only: readonly SectionName[]
  readonly smoke: boolean
  readonly help: boolean
  readonly json: string | undefined
  readonly runs: number | undefined
  /** Command lines of other frontends. */
  readonly frontends: readonly string[]
  readonly images: readonly string[]
}

export const help = `npm run bench -- [OPTIONS]

Measures dist/slipway-frontend, the program of the image (scripts/executable makes it), and prints tables of medians, spreads and ratios on stdout; progress goes to stderr.

  --only=NAME,…        these sections alone:
                         process  starting a process for a build, until the first answer, Return and exit
                         crowd    many builds at once: the share that fails, and the longest waits
                         scale    how cost grows with the Dockerfile, and the exponent of the growth
                         library  parse, convert, marshal and lint within this process
                         extensions  what extensions cost that are loaded and not used
                         e2e      fully cached builds on a Docker Engine (needs docker buildx, or root on Debian)
                         image    sizes of the frontend image (needs the same)
                       (process, crowd, scale, library and extensions by default)
  --smoke              a short run that fails only where something cannot run or grows much faster than linear
  --frontend='CMD …'   compares with another frontend's program; may be given several times
  --image=NAME         compares with a frontend image that the engine has or can pull; may be given several times
  --runs=N             how often each thing is measured
  --json=FILE          writes all measurements to FILE
  --help               prints this

Everything that is compared is measured in turn, in one run; where there is something to compare with, the tables
have a column with the ratio to the last frontend or image named. Compare ratios, not times, between machines.
`

/** Reads the command line. Throws TypeError where it is wrong. */
export function readArguments(argv: readonly string[]): BenchmarkArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: 'string', multiple: true },
      smoke: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      json: { type: 'string' },
      runs: { type: 'string' },
      frontend: { type: 'string', multiple: true },
      image: { type: 'string', multiple: true },
    },
  })
  const only = (values.only ?? []).flatMap((names) => names.split(',')).map(readSectionName)
  return {
    only:
      only.length > 0
        ? sectionNames.filter((name) => only.includes(name))
        : ['process', 'crowd', 'scale', 'library', 'extensions'],
    smoke: values.smoke,
    help: values.help,
    json: values.json,
    runs: values.runs === undefined ? undefined : readCount(values.runs),
    frontends: values.frontend ?? [],
    images: values.image ?? [],
  }
}

function readSectionName(text: string): SectionName {
  const name = sectionNames.find((known) => known === text)
  if (name === undefined) throw new TypeError(`--only=${text}: there is ${sectionNames.join(', ')}`)
  return name
}

function readCount(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new TypeError(`--runs=${text}: not a positive whole number`)
  return Number(text)
}
