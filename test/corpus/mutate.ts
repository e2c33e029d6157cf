import type { Random } from './random.ts'

/** What makes trouble in Dockerfiles. */
const pieces = [
  '\\',
  '\\\n',
  '`',
  '\n',
  '\r\n',
  '\r',
  '\t',
  ' ',
  '\u00a0',
  '\u0085',
  '\uFEFF',
  '\0',
  '"',
  "'",
  '$',
  '${',
  '}',
  ':-',
  '##',
  '//',
  '#',
  '# escape=`\n',
  '# syntax=a\n',
  '# check=x\n',
  '--',
  '--from=',
  '--mount=type=cache,from=a,',
  '=',
  '[',
  ']',
  '["a"',
  ',',
  '<<',
  '<<EOF',
  "<<-'E'",
  'EOF',
  '\nEOF\n',
  'FROM ',
  'RUN ',
  'ONBUILD ',
  'COPY ',
  'ENV ',
  'ARG A=',
  'HEALTHCHECK CMD ',
  'LABEL a ',
  '@sha256:',
  ':',
  '/',
  'é',
  '\u{1F600}',
  '\ud800',
  '\udce9',
  '\udc80',
  '\\u0041',
  '""',
  '$$',
  '${A:?b}',
  '${A/b/c}',
  '\v',
  '\f',
  '\u2028',
]

/** A text with a few things changed, and sometimes bytes that are no text. */
export function mutated(text: string, random: Random, others: readonly string[]): string | Uint8Array {
  let result = text
  for (let left = 1 + random.below(6); left > 0; left--) result = mutation(result, random, others)
  if (!random.oneIn(20)) return result
  const bytes = new TextEncoder().encode(result)
  for (let left = 1 + random.below(4); left > 0 && bytes.length > 0; left--) {
    bytes[random.below(bytes.length)] = random.below(256)
  }
  return bytes
}

function mutation(text: string, random: Random, others: readonly string[]): string {
  const at = random.below(text.length + 1)
  const length = random.oneIn(8) ? random.below(200) : random.below(6)
  switch (random.below(6)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length)
    case 1:
    case 2:
      return text.slice(0, at) + random.pick(pieces) + text.slice(at)
    case 3:
      return text.slice(0, at) + random.pick(pieces) + text.slice(at + length)
    case 4:
      return text.slice(0, at) + text.slice(at, at + length).repeat(2) + text.slice(at + length)
    default: {
      const other = random.pick(others)
      const from = random.below(other.length + 1)
      return text.slice(0, at) + other.slice(from, from + length * 4) + text.slice(at)
    }
  }
}
