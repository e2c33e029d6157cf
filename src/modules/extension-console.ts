import type { ConsoleMessage } from '../host/index.ts'
import { extensionFrames } from '../source/index.ts'
import { formatValues } from './format-values.ts'

type Print = (...values: readonly unknown[]) => void

/** The `console` of extensions: as much of the web's as says something, and as is there without a clock. */
export interface ExtensionConsole {
  readonly log: Print
  readonly info: Print
  readonly debug: Print
  readonly warn: Print
  readonly error: Print
  readonly trace: Print
  readonly dir: Print
  readonly table: Print
  readonly assert: (condition?: unknown, ...values: readonly unknown[]) => void
  readonly group: Print
  readonly groupCollapsed: Print
  readonly groupEnd: () => void
}

/**
 * Makes the `console` that extensions have. Nothing of it prints: it hands over messages.
 *
 * @example
 * globalThis.console = createConsole(({ text }) => log(text))
 */
export function createConsole(tell: (message: ConsoleMessage) => void): ExtensionConsole {
  let depth = 0
  const printer =
    (level: ConsoleMessage['level']): Print =>
    (...values) => {
      const text = formatValues(values)
      const [place] = extensionFrames(new Error(text))
      tell({ level, place, text: '  '.repeat(depth) + text })
    }
  const [debug, info, warn, error] = [printer('debug'), printer('info'), printer('warning'), printer('error')]
  const group: Print = (...label) => {
    if (label.length > 0) info(...label)
    depth++
  }
  return {
    log: info,
    info,
    debug,
    warn,
    error,
    trace: debug,
    dir: (value) => info(value),
    table: (value) => info(value),
    assert(condition, ...values) {
      if (!condition) error('Assertion failed', ...values)
    },
    group,
    groupCollapsed: group,
    groupEnd() {
      depth = Math.max(0, depth - 1)
    },
  }
}
