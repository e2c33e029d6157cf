import type { DescribedDefinition, DescribedOp } from '../llb/index.ts'

/** Values of a described op. */
type Value = DescribedOp['op'][string]

/**
 * A definition as text: ops in their order, numbered, inputs before users. Fields keep the names of the
 * protocol (`pb.Op`).
 */
export function formatDefinition({ ops }: DescribedDefinition): string {
  const numbers = new Map(ops.map(({ digest }, index) => [digest, `#${index + 1}`]))
  return ops.map((op) => formatOp(op, numbers)).join('\n')
}

function formatOp(described: DescribedOp, numbers: ReadonlyMap<string, string>): string {
  const { digest, kind, op, metadata, locations } = described
  const inputs = inputsOf(op['inputs'], numbers)
  if (kind === 'result') return `result ${inputs.join(', ')}\n`
  const heading = [numbers.get(digest) ?? '', kind]
  if (inputs.length > 0) heading.push(`on ${inputs.join(', ')}`)
  const lines = [heading.join(' '), `  digest: ${digest}`]
  const name = metadata?.description['llb.customname']
  if (name !== undefined) lines.push(`  name: ${oneLine(name)}`)
  for (const { filename, ranges } of locations ?? []) {
    const [first, last] = [ranges[0], ranges.at(-1)]
    if (!first || !last) continue
    const to = last.end.line > first.start.line ? `-${last.end.line}` : ''
    lines.push(`  from: ${filename}:${first.start.line}${to}`)
  }
  if (metadata?.ignoreCache) lines.push('  ignore cache: true')
  const platform = op['platform']
  if (isObject(platform)) lines.push(`  platform: ${formatPlatformFields(platform)}`)
  const body = op[kind]
  if (isObject(body)) lines.push(...fields(body, '  '))
  return `${lines.join('\n')}\n`
}

/** An output that is not the first of its op is named `#3[1]`. */
function inputsOf(inputs: Value | undefined, numbers: ReadonlyMap<string, string>): readonly string[] {
  if (!Array.isArray(inputs)) return []
  return inputs.filter(isObject).map((input) => {
    const number = numbers.get(String(input['digest'])) ?? String(input['digest'])
    const index = input['index']
    return index === undefined || index === 0 ? number : `${number}[${index}]`
  })
}

function formatPlatformFields(platform: Readonly<Record<string, Value>>): string {
  const parts = ['OS', 'Architecture', 'Variant'].map((field) => platform[field])
  return parts.filter((part) => part !== undefined).join('/')
}

/** The fields of an object, one in a line; those of objects in it are indented below. */
function fields(object: Readonly<Record<string, Value>>, indent: string): readonly string[] {
  return Object.entries(object).flatMap(([name, value]) => field(name, value, indent))
}

function field(name: string, value: Value, indent: string): readonly string[] {
  if (Array.isArray(value) && value.some(isObject)) {
    return [`${indent}${name}:`, ...value.flatMap((item) => listItem(item, `${indent}  `))]
  }
  if (isObject(value)) return [`${indent}${name}:`, ...fields(value, `${indent}  `)]
  // Permissions are read as octal digits.
  const octal = name === 'mode' && typeof value === 'number' && value >= 0
  return [`${indent}${name}: ${octal ? `0o${value.toString(8)}` : scalar(value)}`]
}

function listItem(item: Value, indent: string): readonly string[] {
  if (!isObject(item)) return [`${indent}- ${scalar(item)}`]
  const [first = '{}', ...more] = fields(item, `${indent}  `)
  return [`${indent}- ${first.trimStart()}`, ...more]
}

function scalar(value: Value): string {
  return typeof value === 'string' && isPlain(value) ? value : JSON.stringify(value)
}

/** Whether a text can stand without quotes: not empty, in one line, no space around it. */
function isPlain(text: string): boolean {
  return text !== '' && text.trim() === text && !/[\p{Cc}"]/u.test(text)
}

function oneLine(text: string): string {
  return isPlain(text) ? text : JSON.stringify(text)
}

function isObject(value: Value | undefined): value is Readonly<Record<string, Value>> {
  return typeof value === 'object' && !Array.isArray(value)
}
