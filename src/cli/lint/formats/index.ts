import type { FileReport } from '../report.ts'

/** What a format may need to know. */
export interface FormatOptions {
  readonly colors: boolean
  /** Of this program. */
  readonly version: string
}

type Format = (reports: readonly FileReport[], options: FormatOptions) => string

/** The formats of reports by name, each loaded once it is asked for. */
const formats: Readonly<Record<string, () => Promise<Format>>> = {
  async text() {
    const { formatText } = await import('./text.ts')
    return (reports, { colors }) => formatText(reports, colors)
  },
  json: async () => (await import('./json.ts')).formatJson,
  async sarif() {
    const { formatSarif } = await import('./sarif.ts')
    return (reports, { version }) => formatSarif(reports, version)
  },
  github: async () => (await import('./github.ts')).formatGithub,
  checkstyle: async () => (await import('./checkstyle.ts')).formatCheckstyle,
  junit: async () => (await import('./junit.ts')).formatJunit,
  gitlab: async () => (await import('./gitlab.ts')).formatGitlab,
}

export const formatNames: readonly string[] = Object.keys(formats)

/** The format of that name, or undefined. */
export async function findFormat(name: string): Promise<Format | undefined> {
  return Object.hasOwn(formats, name) ? formats[name]?.() : undefined
}
