import type { Command, CommandEntry, OptionDefinition, OptionDefinitions } from './command.ts'

const exitCodes = `Exit codes:
  0   done, nothing to report
  1   the Dockerfile or the build has mistakes, or build checks have findings
  2   the command line is wrong
  70  a defect of slipway
`

/** The help of the program: what it is, and its commands. */
export function formatOverview(commands: readonly CommandEntry[]): string {
  return `Usage: slipway COMMAND [OPTIONS]

Compiles and checks Dockerfiles without any engine.

Commands:
${columns(commands.map(({ name, summary }) => [name, summary]))}
Options:
${columns([
  ['-h, --help', 'Print this, or with a command its own help'],
  ['--version', 'Print the version, and that of docker/dockerfile which it is held to'],
])}
${exitCodes}`
}

/** The help of one command. */
export function formatHelp({ name, argument, many, description, options }: Command): string {
  const place = `[${argument}]${many ? '...' : ''}`
  const usage = ['slipway', name, '[OPTIONS]', ...(argument === undefined ? [] : [place])]
  return `Usage: ${usage.join(' ')}

${description}

Options:
${columns([...optionRows(options), ['-h, --help', 'Print this']])}
${exitCodes}`
}

type Row = readonly [left: string, right: string]

function optionRows(options: OptionDefinitions): readonly Row[] {
  return Object.entries(options).map(([name, option]) => [optionForm(name, option), rowHelp(option)])
}

function optionForm(name: string, { short, type, value }: OptionDefinition): string {
  const long = type === 'string' ? `--${name} ${value ?? 'VALUE'}` : `--${name}`
  return short === undefined ? long : `-${short}, ${long}`
}

function rowHelp({ help, multiple }: OptionDefinition): string {
  return multiple ? `${help}\n(may be repeated)` : help
}

function columns(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows
    .map(([left, right]) => {
      const [first, ...more] = right.split('\n')
      const lines = [
        `  ${left.padEnd(width)}  ${first}`,
        ...more.map((line) => `${' '.repeat(width + 4)}${line}`),
      ]
      return `${lines.join('\n')}\n`
    })
    .join('')
}
