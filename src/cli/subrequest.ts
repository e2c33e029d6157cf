import { build } from '../frontend/index.ts'
import { createSourceFile, formatExcerpt, type Range } from '../source/index.ts'
import { prepareBuild } from './build-request.ts'
import type { ExitCode, OptionValues } from './command.ts'
import { formatErrors } from './format-error.ts'
import type { CommandIo } from './io.ts'
import { syntaxErrors } from './syntax-errors.ts'

/** Runs what a client asks for with `--call=NAME` and prints its result. Throws BuildError and UsageError. */
export async function runSubrequest(
  name: string,
  values: OptionValues,
  context: string | undefined,
  io: CommandIo,
): Promise<ExitCode> {
  const request = await prepareBuild(values, context, io, name)
  const asJson = values.boolean('json')
  if (!asJson) {
    // All mistakes of the text at once, where the answer would tell the first.
    const errors = syntaxErrors(request.dockerfile, request.frontend)
    if (errors.length > 0) {
      io.err(formatErrors(errors))
      return 1
    }
  }
  const { metadata } = await build(request.client, request.frontend)
  const text = (key: string) => new TextDecoder().decode(metadata.get(key))
  if (asJson) io.out(`${text('result.json')}\n`)
  else {
    io.out(text('result.txt'))
    io.err(formatBuildError(text('result.json')))
  }
  return text('result.statuscode') === '1' ? 1 : 0
}

interface ResultJson {
  readonly buildError?: {
    readonly message: string
    readonly location: {
      readonly sourceIndex?: number
      readonly ranges?: readonly { start: { line?: number }; end: { line?: number } }[]
    }
  }
  readonly sources?: readonly { readonly filename?: string; readonly data?: string }[]
}

/** The error of a build that checks ran over: their text leaves it out. */
function formatBuildError(json: string): string {
  const { buildError, sources = [] } = JSON.parse(json) as ResultJson
  if (!buildError) return ''
  const position = (line: number | undefined) => ({ line: line ?? 0, character: 0 })
  const ranges = (buildError.location.ranges ?? []).map(
    ({ start, end }): Range => ({ start: position(start.line), end: position(end.line) }),
  )
  const { filename = '', data = '' } = sources[buildError.location.sourceIndex ?? 0] ?? {}
  const file = createSourceFile(filename, Buffer.from(data, 'base64'))
  return `error: ${buildError.message}\n${formatExcerpt(file, ranges)}`
}
