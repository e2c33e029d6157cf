/** Longer texts are cut. */
const longest = 4_000

/** Values as a console shows them: `%s`, `%d`, `%i`, `%f`, `%j`, `%o` and `%O` of a first text take the next ones. */
export function formatValues(values: readonly unknown[]): string {
  const [first, ...rest] = values
  let text: string
  if (typeof first === 'string') {
    text = first.replace(/%([sdifjoO%])/g, (written: string, kind: string) => {
      if (kind === '%') return '%'
      return rest.length > 0 ? formatAs(kind, rest.shift()) : written
    })
  } else text = values.length > 0 ? shown(first) : ''
  const all = [text, ...rest.map(shown)].join(' ')
  return all.length > longest ? `${all.slice(0, longest)}…` : all
}

function formatAs(kind: string, value: unknown): string {
  if (kind === 'd' || kind === 'f') return typeof value === 'bigint' ? `${value}` : String(Number(value))
  if (kind === 'i') return String(Math.trunc(Number(value)))
  return kind === 's' ? shown(value) : nested(value)
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : nested(value)
}

function nested(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value)
    case 'function':
      return `[function ${value.name}]`
    case 'object':
      return value instanceof Error ? `${value.name}: ${value.message}` : formatObject(value)
    case 'bigint':
      return `${value}n`
    default:
      return String(value)
  }
}

/** As JSON, with what JSON does not know: maps, sets, big numbers, circles. */
function formatObject(value: unknown): string {
  const above: unknown[] = []
  try {
    const text = JSON.stringify(
      value,
      function replace(this: unknown, _key: string, field: unknown): unknown {
        while (above.length > 0 && above.at(-1) !== this) above.pop()
        if (typeof field === 'bigint' || typeof field === 'function') return nested(field)
        if (typeof field !== 'object' || field === null) return field
        if (above.includes(field)) return '[circular]'
        above.push(field)
        if (field instanceof Error) return nested(field)
        const plain =
          field instanceof Map ? Object.fromEntries(field) : field instanceof Set ? [...field] : field
        if (plain !== field) above.push(plain)
        return ArrayBuffer.isView(plain) ? `[${plain.byteLength} bytes]` : plain
      },
    )
    return text ?? String(value)
  } catch (error) {
    return `[${error instanceof Error ? error.message : 'object'}]`
  }
}
