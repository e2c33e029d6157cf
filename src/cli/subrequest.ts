import { builtinSubrequests } from '../frontend/index.ts'
import { createSourceFile, formatExcerpt, type Range } from '../source/index.ts'
import { suggestion } from '../suggest/index.ts'
import { type BuildRequest, prepareBuild } from './build-request.ts'
import { buildCollecting } from './collect-errors.ts'
import { type ExitCode, type OptionValues, UsageError } from './command.ts'
import { errorsJson } from './error-json.ts'
import { formatErrors } from './format-error.ts'
import type { CommandIo } from './io.ts'

/** Runs what a client asks for with `--call=NAME` and prints its result. Throws BuildError and UsageError. */
export async function runSubrequest(
  name: string,
  values: OptionValues,
  context: string | undefined,
  io: CommandIo,
): Promise<ExitCode> {
  const request = await prepareBuild(values, context, io, name)
  const asJson = values.boolean('json')
  const { result, errors } = await buildCollecting(request.client, request.frontend, request.dockerfile)
  const [first] = errors
  if (first?.message === `unsupported request ${name}`) throw unknownCall(name, request)
  if (errors.length > 0 || !result) {
    if (asJson) io.out(`${JSON.stringify({ errors: errorsJson(errors) }, null, 2)}\n`)
    else io.err(formatErrors(errors, io.errorColors))
    return 1
  }
  const { metadata } = result
  const text = (key: string) => new TextDecoder().decode(metadata.get(key))
  if (asJson) {
    if (!metadata.has('result.json')) throw new UsageError(`the answer to ${name} is no JSON`)
    io.out(`${text('result.json')}\n`)
  } else {
    io.out(text('result.txt'))
    io.err(formatBuildError(text('result.json')))
  }
  return ['', '0'].includes(text('result.statuscode')) ? 0 : 1
}

function unknownCall(name: string, { frontend, dockerfile }: BuildRequest): UsageError {
  const file = createSourceFile(dockerfile.filename, dockerfile.bytes)
  const known = (frontend.forFile?.(file)?.subrequests ?? frontend.subrequests ?? builtinSubrequests).map(
    (subrequest) => subrequest.name.replace(/^frontend\./, ''),
  )
  const asked = name.replace(/^frontend\./, '')
  return new UsageError(
    `there is no call ${asked}${suggestion(asked, known, true)}; there are ${known.join(', ')}`,
  )
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
  const { buildError, sources = [] } = readResult(json)
  if (!buildError) return ''
  const position = (line: number | undefined) => ({ line: line ?? 0, character: 0 })
  const ranges = (buildError.location.ranges ?? []).map(
    ({ start, end }): Range => ({ start: position(start.line), end: position(end.line) }),
  )
  const { filename = '', data = '' } = sources[buildError.location.sourceIndex ?? 0] ?? {}
  const file = createSourceFile(filename, Buffer.from(data, 'base64'))
  return `error: ${buildError.message}\n${formatExcerpt(file, ranges)}`
}

/** An answer may be anything, and there may be none. */
function readResult(json: string): ResultJson {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && 'buildError' in value ? (value as ResultJson) : {}
  } catch {
    return {}
  }
}
