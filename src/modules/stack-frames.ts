/** A place in the stack of an error; line and column count from 1. */
export interface StackFrame {
  /** The function, where it has a name. */
  readonly name: string
  /** The path of the module; where it has none, what the engine calls it. */
  readonly path: string
  readonly line: number
  readonly column: number
}

/** What names of modules begin with in an engine that wants URLs: a number, then the path. */
export const moduleScheme = 'slipway-module:'

/**
 * The stack of an error, innermost frame first, as V8 and QuickJS write it. What has no place (functions of the
 * engine) is left out.
 */
export function framesOf(error: unknown): readonly StackFrame[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return []
  return error.stack.split('\n').flatMap((line) => {
    const match = /^\s*at (?:(.*?) \()?(.*?):(\d+)(?::(\d+))?\)?$/.exec(line)
    if (!match) return []
    const [, name = '', place = '', row = '', column = '1'] = match
    const path = place.startsWith(moduleScheme) ? pathIn(place) : place
    const shown = name.replace(/^(?:async |Module\.|Object\.)+/, '')
    return [
      {
        name: shown === '<anonymous>' ? '' : shown,
        path: path.replace(/^file:\/\//, ''),
        line: Number(row),
        column: Number(column),
      },
    ]
  })
}

function pathIn(url: string): string {
  return decodeURIComponent(url.slice(moduleScheme.length).replace(/^\d+\//, ''))
}
