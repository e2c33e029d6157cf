import type { HeaderField } from './hpack-decoder.ts'

/** What the header fields of a response say about the response itself. */
export interface ResponseHead {
  /** `:status`; undefined in trailers. */
  readonly status: string | undefined
  readonly contentLength: number | undefined
}

const token = /^[!#$%&'*+.^_`|~0-9a-z-]+$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const control = /[\u0000-\u0008\u000a-\u001f\u007f]/
/** Fields that speak of one connection of HTTP/1.1. */
const perConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
])
/** Fields that have been looked at: those in the table of the decoder come with every response. */
const wellFormed = new WeakSet<HeaderField>()

/**
 * Reads the fields of a response's head, or of its trailers. Gives the reason where they are malformed (RFC 9113,
 * section 8.1 to 8.3), which ends their stream.
 */
export function readResponseFields(fields: readonly HeaderField[], trailers: boolean): ResponseHead | string {
  let status: string | undefined
  let contentLength: number | undefined
  let regular = false
  for (const field of fields) {
    const [name, value] = field
    if (name.startsWith(':')) {
      if (regular || trailers || name !== ':status' || status !== undefined) {
        return 'a pseudo-header field is where it cannot be'
      }
      if (!/^[1-9][0-9][0-9]$/.test(value) || value === '101') return 'the status is none'
      status = value
      continue
    }
    regular = true
    if (!wellFormed.has(field)) {
      if (!token.test(name)) return 'the name of a header field is malformed'
      if (control.test(value)) return 'the value of a header field is malformed'
      if (perConnection.has(name)) return `the header field ${name} is not for HTTP/2`
      wellFormed.add(field)
    }
    if (name === 'content-length' && !trailers) {
      if (!/^[0-9]{1,15}$/.test(value) || contentLength !== undefined) return 'the length is malformed'
      contentLength = Number(value)
    }
  }
  if (!trailers && status === undefined) return 'there is no status'
  return { status, contentLength }
}
