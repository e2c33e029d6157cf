import type { Environment } from './environment.ts'
import type { ExpansionOptions } from './options.ts'
import { Scanner, ScanProblem } from './scanner.ts'
import { type VariablePlace, VariableTrace } from './variable-trace.ts'

/** Every variable has a value here, so that none refuses (`:?`). */
const everything: Environment = { get: () => 'a', names: () => [] }

/**
 * The places of the variables that an expansion of a text replaces, in order. Of a malformed text, those are
 * found that stand before the mistake.
 */
export function findVariables(text: string, options: ExpansionOptions = {}): readonly VariablePlace[] {
  if (!text.includes('$')) return []
  return scan(text, options).variables
}

/**
 * The places of the variables in a command for a shell, as far as it can be told without being that shell: what
 * its own expressions have (`${name:0:3}`, `$((n + 1))`) is passed over.
 */
export function findShellVariables(text: string): readonly VariablePlace[] {
  const found: VariablePlace[] = []
  for (let from = 0; text.indexOf('$', from) >= 0; ) {
    const { variables, failed, stoppedAt } = scan(text.slice(from), {})
    for (const place of variables) found.push(moved(place, from))
    if (stoppedAt === undefined) break
    const next = from + Math.max(1, stoppedAt)
    const own = failed && ofShellAlone(text, moved(failed, from))
    if (own) found.push(own)
    from = Math.max(next, own?.end ?? 0)
  }
  return found
}

function scan(text: string, options: ExpansionOptions) {
  const trace = new VariableTrace()
  const scanner = new Scanner(text, everything, options, false, trace)
  try {
    scanner.scan()
    return { variables: trace.variables, failed: undefined, stoppedAt: undefined }
  } catch (problem) {
    if (!(problem instanceof ScanProblem)) throw problem
    const { start, nameStart = 0, nameEnd = 0 } = trace.failed ?? {}
    const failed =
      start === undefined
        ? undefined
        : { start, end: nameEnd, nameStart, nameEnd, operatorEnd: nameEnd, operands: [] }
    return { variables: trace.variables, failed, stoppedAt: scanner.stoppedAt }
  }
}

/** An expression with an operator of the shell's own: all behind the name is operator. */
function ofShellAlone(text: string, place: VariablePlace): VariablePlace {
  const close = text.indexOf('}', place.nameEnd)
  if (close < 0) return place
  return { ...place, end: close + 1, operatorEnd: close }
}

function moved(place: VariablePlace, by: number): VariablePlace {
  return {
    start: place.start + by,
    end: place.end + by,
    nameStart: place.nameStart + by,
    nameEnd: place.nameEnd + by,
    operatorEnd: place.operatorEnd + by,
    operands: place.operands.map(({ start, end, variables }) => ({
      start: start + by,
      end: end + by,
      variables: variables.map((variable) => moved(variable, by)),
    })),
  }
}
