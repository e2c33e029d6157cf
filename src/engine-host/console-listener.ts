import type { ConsoleMessage } from '../host/index.ts'

type Listener = (message: ConsoleMessage) => void

let listener: Listener = () => {}

/** See `ModuleHost.routeConsole`. */
export function routeConsole(tell: Listener): void {
  listener = tell
}

/** Tells what an extension printed to whoever wants to know. */
export function tellConsole(message: ConsoleMessage): void {
  listener(message)
}
