import type { Platform } from '../platform/platform.ts'
import type { Location } from '../source/index.ts'

/** Limits that the daemon puts on an exec (`pb.LinuxResources`); sizes in bytes, CPU times in microseconds. */
export interface LinuxResources {
  readonly memory?: number
  readonly memorySwap?: number
  readonly cpuShares?: number
  readonly cpuPeriod?: number
  readonly cpuQuota?: number
  readonly cpusetCpus?: string
  readonly cpusetMems?: string
}

/** Ops with one group id are one line in the progress output (`pb.ProgressGroup`). */
export interface ProgressGroup {
  readonly id: string
  readonly name: string
  readonly weak: boolean
}

/** What is known of an op beside what it does; none of it changes the op's digest but the platform. */
export interface Constraints {
  /** What the op runs on; the marshal default where it is absent. */
  readonly platform?: Platform | undefined
  /** The progress line (`llb.customname`). */
  readonly customName?: string | undefined
  /** Further entries of `OpMetadata.description`. */
  readonly description?: Readonly<Record<string, string>> | undefined
  readonly ignoreCache?: boolean | undefined
  readonly progressGroup?: ProgressGroup | undefined
  readonly linuxResources?: LinuxResources | undefined
  /** Whether the result goes into the exported cache; the build decides where it is absent. */
  readonly exportCache?: boolean | undefined
  /** containerd-style filters of the workers that may run the op; they are part of its digest. */
  readonly workerFilters?: readonly string[] | undefined
  /** Where in source files the op comes from. */
  readonly locations?: readonly Location[] | undefined
}
