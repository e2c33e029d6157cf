import type { StageEnvironment } from '../args/index.ts'
import type { SourceTime } from '../definition/index.ts'
import type { BuildArg } from '../graph/index.ts'
import type { LayeredMap } from '../image/index.ts'

/** What RUN writes to the history. */
export class RunHistory {
  #buildArgs: ReadonlyMap<string, BuildArg> | undefined
  #variables: readonly string[] | undefined
  #declared = ''

  /** A command with the build args that it could see in front: `|1 VERSION=3 /bin/sh -c make`. */
  text(args: readonly string[], buildArgs: LayeredMap<BuildArg>, env: StageEnvironment): string {
    const entries = buildArgs.entries()
    if (entries.size === 0) return args.join(' ')
    const variables = env.list()
    // Many commands in a row see the same.
    if (this.#buildArgs !== entries || this.#variables !== variables) {
      this.#buildArgs = entries
      this.#variables = variables
      this.#declared = declaredText(entries, env)
    }
    return [this.#declared, ...args].join(' ')
  }
}

function declaredText(buildArgs: ReadonlyMap<string, BuildArg>, env: StageEnvironment): string {
  let text = `|${buildArgs.size}`
  buildArgs.forEach(({ value }, name) => {
    text += ` ${name}=${env.get(name) ?? value ?? ''}`
  })
  return text
}

/** A time as the image config writes it: RFC 3339 with as many digits of the second as it needs. */
export function formatTime(time: SourceTime): string {
  const offset = time.zoneOffset ?? 0
  const nanoseconds = time.unixNanoseconds + BigInt(offset) * 1_000_000_000n
  const fraction = ((nanoseconds % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n
  const seconds = (nanoseconds - fraction) / 1_000_000_000n
  const date = new Date(Number(seconds) * 1000)
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, -5)
  const digits = fraction === 0n ? '' : `.${fraction.toString().padStart(9, '0').replace(/0+$/, '')}`
  return `${text}${digits}${formatZone(offset)}`
}

function formatZone(offset: number): string {
  if (offset === 0) return 'Z'
  const minutes = Math.trunc(Math.abs(offset) / 60)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`
}
