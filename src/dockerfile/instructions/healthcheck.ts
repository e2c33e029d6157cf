import { parseDuration, parseInteger, quote } from '../../go/index.ts'
import { typeAndJsonOrText } from '../grammar/index.ts'
import type { HealthcheckInstruction } from '../instruction.ts'
import type { FlagValues, InstructionSyntax } from '../instruction-syntax.ts'
import { invalidInstruction, requireArgument } from '../requirement.ts'

const MILLISECOND = 1_000_000

export const healthcheck: InstructionSyntax<HealthcheckInstruction> = {
  name: 'HEALTHCHECK',
  flags: [
    { name: 'interval', type: 'string' },
    { name: 'timeout', type: 'string' },
    { name: 'start-period', type: 'string' },
    { name: 'start-interval', type: 'string' },
    { name: 'retries', type: 'string' },
  ],
  heredocs: false,
  arguments: typeAndJsonOrText,
  parse(node, flags, base) {
    requireArgument(node.arguments.words, 'HEALTHCHECK')
    const [written = '', ...command] = node.arguments.words
    const type = written.toUpperCase()
    if (type === 'NONE') {
      if (command.length > 0)
        throw invalidInstruction('HEALTHCHECK NONE takes no arguments', 'argument-excess')
      // The flags of NONE are not looked at.
      const health = { interval: 0, timeout: 0, startPeriod: 0, startInterval: 0, retries: 0 }
      return { ...base, kind: 'healthcheck', health: { test: [type], ...health } }
    }
    const values = flags()
    if (type !== 'CMD')
      throw invalidInstruction(`Unknown type ${quote(type)} in HEALTHCHECK (try CMD)`, 'healthcheck-type')
    if (command.length === 0)
      throw invalidInstruction('Missing command after HEALTHCHECK CMD', 'argument-missing')
    return {
      ...base,
      kind: 'healthcheck',
      health: {
        test: [node.arguments.form === 'json' ? 'CMD' : 'CMD-SHELL', ...command],
        interval: duration(values, 'interval'),
        timeout: duration(values, 'timeout'),
        startPeriod: duration(values, 'start-period'),
        startInterval: duration(values, 'start-interval'),
        retries: retries(values),
      },
    }
  },
}

function duration(flags: FlagValues, name: string): number {
  const text = flags.string(name) ?? ''
  if (text === '') return 0
  const value = parseDuration(text)
  if (value !== 0 && value < MILLISECOND) {
    throw invalidInstruction(`Interval ${quote(name)} cannot be less than 1ms`, 'flag-value')
  }
  return value
}

function retries(flags: FlagValues): number {
  const text = flags.string('retries') ?? ''
  if (text === '') return 0
  const value = Number(parseInteger(text, 10, 32))
  if (value < 0) throw invalidInstruction(`--retries cannot be negative (${value})`, 'flag-value')
  return value
}
