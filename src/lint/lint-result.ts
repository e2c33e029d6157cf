import type { BuildError, Location, SourceFile } from '../source/index.ts'
import type { Finding } from './event.ts'

/** All that build checks say of a file: what `docker buildx build --call=check` prints. */
export interface LintResult {
  /** The file that was checked, then others that findings lie in. */
  readonly sources: readonly SourceFile[]
  /** In the order in which the build comes across them. */
  readonly findings: readonly Finding[]
  /** Why the file cannot be built. */
  readonly error: BuildError | undefined
}

/** Collects what one run of the build checks says. */
export class LintCollector {
  readonly #sources: SourceFile[]
  readonly #findings: Finding[] = []
  #error: BuildError | undefined

  /** @param file the file that is checked */
  constructor(file: SourceFile) {
    this.#sources = [file]
  }

  /** Adds a finding; the `onFinding` of a linter. */
  readonly add = (finding: Finding): void => {
    this.#findings.push(finding)
    this.#addSource(finding.location)
  }

  /** Says that the file cannot be built. */
  fail(error: BuildError): void {
    this.#error = error
    for (const location of error.locations) this.#addSource(location)
  }

  result(): LintResult {
    return { sources: this.#sources, findings: this.#findings, error: this.#error }
  }

  #addSource({ file }: Location): void {
    if (!this.#sources.includes(file)) this.#sources.push(file)
  }
}

/** The exit code for a client: 1 where there is anything to report, else 0. */
export function lintStatusCode(result: LintResult): 0 | 1 {
  return result.findings.length > 0 || result.error ? 1 : 0
}
