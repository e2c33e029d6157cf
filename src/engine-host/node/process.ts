type Work = (...parameters: unknown[]) => void

/** Variables that set what grpc-js logs: none. */
export const env: Readonly<Record<string, string>> = {}
export const version = ''
export const pid = 1

export function nextTick(run: Work, ...parameters: unknown[]): void {
  queueMicrotask(() => run(...parameters))
}
