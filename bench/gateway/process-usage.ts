import { readdirSync, readFileSync } from 'node:fs'

/** What a process has used so far. */
export interface ProcessUsage {
  /** Time on a processor, of all threads, in milliseconds. */
  readonly cpu: number
  /** The most memory that was resident at once, in MiB. */
  readonly peakRss: number
}

/** Reads what a process that still runs has used; undefined where the kernel does not tell. */
export function readUsage(pid: number): ProcessUsage | undefined {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    const nanoseconds = threads
      .map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]))
      .reduce((sum, time) => sum + time, 0)
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return peak === null ? undefined : { cpu: nanoseconds / 1e6, peakRss: Number(peak[1]) / 1024 }
  } catch {
    return undefined
  }
}
