import type { FrontendCommand } from '../gateway/frontend-command.ts'
import type { Table } from './table.ts'

/** What a section of the benchmark is told. */
export interface SectionContext {
  /** A short run that only shows that everything works. */
  readonly smoke: boolean
  /** How often each thing is measured, where the caller says so. */
  readonly runs: number | undefined
  /** Our frontend first, then those to compare with. */
  readonly frontends: readonly FrontendCommand[]
  /** The name of the frontend that the others are compared with: the last one; undefined where ours is the only one. */
  readonly reference: string | undefined
  /** Images to compare with, by name. */
  readonly images: readonly string[]
  /** Says what goes on, on stderr. */
  progress(text: string): void
}

/** What a section found. */
export interface SectionReport {
  readonly tables: readonly Table[]
  /** All measurements, for machines to read. */
  readonly data: unknown
  /** What is out of bounds, or could not be measured although it was asked for. */
  readonly failures: readonly string[]
}

export type Section = (context: SectionContext) => Promise<SectionReport>
