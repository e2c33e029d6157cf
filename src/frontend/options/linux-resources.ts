import { parseInteger, parseUnsigned, quote } from '../../go/index.ts'
import type { LinuxResources } from '../../llb/index.ts'
import { BuildError, explainingSync } from '../../source/index.ts'

/** The highest CPU or memory node that a set may name. */
const HIGHEST = 8192

/**
 * `memory`, `memswap` (bytes), `cpushares`, `cpuperiod`, `cpuquota` (microseconds), `cpusetcpus` and
 * `cpusetmems`: limits of every RUN. Undefined where none is given. Throws BuildError (code `option`).
 */
export function readLinuxResources(options: ReadonlyMap<string, string>): LinuxResources | undefined {
  return explainingSync('failed to parse resource limits', () => {
    const signed = (key: string) => number(options, key, parseInteger, (n) => n > 0n, 'must be > 0')
    const unsigned = (key: string) => number(options, key, parseUnsigned, (n) => n > 0n, 'must be > 0')
    const memory = signed('memory')
    const memorySwap = number(
      options,
      'memswap',
      parseInteger,
      (n) => n === -1n || n > 0n,
      'must be -1 (unlimited) or > 0',
    )
    const cpuShares = unsigned('cpushares')
    const cpuPeriod = unsigned('cpuperiod')
    const cpuQuota = signed('cpuquota')
    const cpusetCpus = cpuset(options, 'cpusetcpus')
    const cpusetMems = cpuset(options, 'cpusetmems')
    const resources: LinuxResources = {
      ...(memory === undefined ? {} : { memory }),
      ...(memorySwap === undefined ? {} : { memorySwap }),
      ...(cpuShares === undefined ? {} : { cpuShares }),
      ...(cpuPeriod === undefined ? {} : { cpuPeriod }),
      ...(cpuQuota === undefined ? {} : { cpuQuota }),
      ...(cpusetCpus === undefined ? {} : { cpusetCpus }),
      ...(cpusetMems === undefined ? {} : { cpusetMems }),
    }
    return Object.keys(resources).length > 0 ? resources : undefined
  })
}

function number(
  options: ReadonlyMap<string, string>,
  key: string,
  parse: (text: string) => bigint,
  allowed: (value: bigint) => boolean,
  rule: string,
): number | undefined {
  const text = options.get(key)
  if (!text) return undefined
  const value = explainingSync(`invalid ${key} value: ${text}`, () => parse(text))
  if (!allowed(value)) throw new BuildError('option', `invalid ${key} value: ${text}: ${rule}`)
  return Number(value)
}

function cpuset(options: ReadonlyMap<string, string>, key: string): string | undefined {
  const text = options.get(key)
  if (!text) return undefined
  explainingSync(`invalid ${key} value: ${text}`, () => {
    for (const part of text.split(',')) checkElement(part.trim())
  })
  return text
}

function checkElement(part: string): void {
  if (part === '') return
  const dash = part.indexOf('-')
  if (dash < 0) {
    const index = decimal(part)
    if (index === undefined) throw new BuildError('option', `invalid cpuset element ${quote(part)}`)
    if (index > HIGHEST) {
      throw new BuildError('option', `cpuset element ${quote(part)} exceeds maximum ${HIGHEST}`)
    }
    return
  }
  const low = decimal(part.slice(0, dash).trim())
  const high = decimal(part.slice(dash + 1).trim())
  if (low === undefined || high === undefined || high < low) {
    throw new BuildError('option', `invalid cpuset range ${quote(part)}`)
  }
  if (high > HIGHEST) {
    throw new BuildError('option', `cpuset range ${quote(part)} exceeds maximum ${HIGHEST}`)
  }
}

/** An index; undefined where it is no number, negative, or beyond 64 bits. */
function decimal(text: string): number | undefined {
  if (!/^(\+?[0-9]+|-0+)$/.test(text)) return undefined
  const value = Number(text)
  return value < 2 ** 63 ? Math.abs(value) : undefined
}
