import type { GatewayClient, Warning } from '../gateway/client.ts'
import { type Finding, formatFinding } from '../lint/index.ts'
import { digestOf, type Sha256 } from '../llb/index.ts'
import type { LoadedDockerfile } from './contexts/index.ts'

/** So many warnings are on their way at once: each carries the whole file. */
const LANES = 4

/**
 * So much of source files is sent for excerpts, in bytes; warnings beyond it only name their lines. Otherwise ten
 * thousand findings in a file of a megabyte would be ten gigabytes, which the daemon keeps.
 */
const EXCERPT_BYTES = 1 << 28
const noBytes = new Uint8Array()

/** So many texts are shown. */
const MOST_TEXTS = 200

/** Shows the findings of build checks in the progress output while the build goes on. */
export class WarningSender {
  readonly #client: GatewayClient
  readonly #dockerfile: LoadedDockerfile
  readonly #digest: string
  readonly #waiting: Warning[] = []
  readonly #lanes = new Set<Promise<void>>()
  #sent = 0
  #told = 0
  #excerptBytes = 0

  constructor(client: GatewayClient, dockerfile: LoadedDockerfile, hashing: Sha256) {
    this.#client = client
    this.#dockerfile = dockerfile
    // The op that the Dockerfile was read from: the last one names it as its result.
    const read = dockerfile.definition.def.at(-2)
    this.#digest = read === undefined ? '' : digestOf(read, hashing)
  }

  readonly send = (finding: Finding): void => {
    const { rule, location } = finding
    const definition = this.#dockerfile.definitionOf(location.file)
    this.#excerptBytes += location.file.bytes.length
    this.#waiting.push({
      digest: this.#digest,
      level: 1,
      short: formatFinding(finding),
      detail: [rule.description],
      url: rule.url,
      source: {
        filename: location.file.filename,
        data: this.#excerptBytes <= EXCERPT_BYTES ? location.file.bytes : noBytes,
        language: location.file.language,
        ...(definition === undefined ? {} : { definition }),
      },
      ranges: location.ranges,
    })
    if (this.#lanes.size < LANES) this.#openLane()
  }

  /** Shows a text that is about no line. Of very many, the first ones are shown. */
  readonly tell = (text: string): void => {
    if (this.#told++ >= MOST_TEXTS) return
    this.#waiting.push({ digest: this.#digest, level: 1, short: text, detail: [], url: '' })
    if (this.#lanes.size < LANES) this.#openLane()
  }

  /** Waits until all are shown. */
  async finish(): Promise<void> {
    await Promise.all(this.#lanes)
  }

  #openLane(): void {
    const lane = this.#sendWaiting().finally(() => this.#lanes.delete(lane))
    this.#lanes.add(lane)
  }

  async #sendWaiting(): Promise<void> {
    for (let warning = this.#take(); warning !== undefined; warning = this.#take()) {
      // A warning that cannot be shown is no reason to fail.
      await this.#client.warn(warning).catch(() => {})
    }
  }

  #take(): Warning | undefined {
    return this.#waiting[this.#sent] === undefined ? undefined : this.#waiting[this.#sent++]
  }
}
