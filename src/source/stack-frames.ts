/** A place in the stack of an error; line and column count from 1. */
export interface StackFrame {
  /** The function, where it has a name. */
  readonly name: string
  /** The path of the module. */
  readonly path: string
  readonly line: number
  readonly column: number
}

/**
 * What the names of an extension's modules begin with in an engine: then comes a number, and then the path. It tells
 * the frames of an extension from those of the program around it.
 */
export const moduleScheme = 'slipway-module:'

/**
 * The frames of a stack that lie in extensions, innermost first, as V8 and QuickJS write them; for an error of
 * ours, those of what caused it.
 *
 * @example
 * extensionFrames(error).map(({ path, line }) => `${path}:${line}`) // ['/extensions/greet.ts:12']
 */
export function extensionFrames(error: unknown): readonly StackFrame[] {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const frames = (cause.stack ?? '').split('\n').flatMap(frameIn)
    if (frames.length > 0) return frames
  }
  return []
}

/** Frames as engines write them, one a line. */
export function formatFrames(frames: readonly StackFrame[], nameOf = (path: string) => path): string {
  return frames
    .map(({ name, path, line, column }) => {
      const place = `${nameOf(path)}:${line}:${column}`
      return `    at ${name === '' ? place : `${name} (${place})`}\n`
    })
    .join('')
}

const frame = new RegExp(`^\\s*at (?:(.*?) \\()?${moduleScheme}\\d+/(.*?):(\\d+)(?::(\\d+))?\\)?$`)

function frameIn(text: string): readonly StackFrame[] {
  const match = frame.exec(text)
  if (!match) return []
  const [, name = '', path = '', line = '', column = '1'] = match
  const shown = name.replace(/^(?:async |Module\.|Object\.)+/, '').replace('<anonymous>', '')
  return [{ name: shown, path: decodeURIComponent(path), line: Number(line), column: Number(column) }]
}
