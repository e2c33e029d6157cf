import type { ConvertOptions } from '../../convert/index.ts'
import { csvFields, parseInteger } from '../../go/index.ts'
import { BuildError, explainingSync } from '../../source/index.ts'

type Ulimit = ConvertOptions['ulimits'][number]

const LIMITS: ReadonlySet<string> = new Set([
  'core',
  'cpu',
  'data',
  'fsize',
  'locks',
  'memlock',
  'msgqueue',
  'nice',
  'nofile',
  'nproc',
  'rss',
  'rtprio',
  'rttime',
  'sigpending',
  'stack',
])

/** `ulimit`: `NAME=SOFT[:HARD]` fields; -1 is no limit. Throws BuildError (code `option`). */
export function readUlimits(value: string): readonly Ulimit[] {
  if (value === '') return []
  return explainingSync('failed to parse ulimit', () => csvFields(value).map(readUlimit))
}

function readUlimit(text: string): Ulimit {
  const equals = text.indexOf('=')
  if (equals < 0) throw new BuildError('option', `invalid ulimit argument: ${text}`)
  const name = text.slice(0, equals)
  if (!LIMITS.has(name)) throw new BuildError('option', `invalid ulimit type: ${name}`)
  const values = text.slice(equals + 1)
  const [softText = '', hardText, ...rest] = values.split(':')
  if (rest.length > 0) {
    throw new BuildError(
      'option',
      `too many limit value arguments - ${values}, can only have up to two, \`soft[:hard]\``,
    )
  }
  const given = hardText === undefined ? undefined : parseInteger(hardText)
  const soft = parseInteger(softText)
  const hard = given ?? soft
  const order = 'ulimit soft limit must be less than or equal to hard limit'
  if (hard !== -1n && soft === -1n) {
    throw new BuildError('option', `${order}: soft: -1 (unlimited), hard: ${hard}`)
  }
  if (hard !== -1n && soft > hard) throw new BuildError('option', `${order}: ${soft} > ${hard}`)
  return { name, soft: Number(soft), hard: Number(hard) }
}
