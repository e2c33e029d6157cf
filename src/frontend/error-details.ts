import { type JsonValue, marshalJson } from '../go/index.ts'
import type { ErrorDetail } from '../source/index.ts'

const encoder = new TextEncoder()
const PREFIX = 'github.com/moby/buildkit/errdefs.'

/** What is attached to a failed status, and how tools tell it apart: `Source`, `Subrequest`, `FrontendCap`. */
export function errorDetail(name: string, value: JsonValue): ErrorDetail {
  return { typeUrl: `${PREFIX}${name}+json`, value: encoder.encode(marshalJson(value)) }
}

/** Whether a detail is one of the daemon's own, of any name or of the given one. */
export function isErrorDetail(detail: ErrorDetail, name?: string): boolean {
  return name === undefined
    ? detail.typeUrl.startsWith(PREFIX)
    : detail.typeUrl === `${PREFIX}${name}+json` || detail.typeUrl === `${PREFIX}${name}`
}
