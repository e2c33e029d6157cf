import type { GatewayClient } from '../gateway/client.ts'
import { type Finding, formatFinding } from '../lint/index.ts'
import { digestOf } from '../llb/index.ts'
import type { LoadedDockerfile } from './contexts/index.ts'

/** Shows the findings of build checks in the progress output while the build goes on. */
export class WarningSender {
  readonly #client: GatewayClient
  readonly #dockerfile: LoadedDockerfile
  readonly #digest: string
  readonly #sent: Promise<void>[] = []

  constructor(client: GatewayClient, dockerfile: LoadedDockerfile) {
    this.#client = client
    this.#dockerfile = dockerfile
    // The op that the Dockerfile was read from: the last one names it as its result.
    const read = dockerfile.definition.def.at(-2)
    this.#digest = read === undefined ? '' : digestOf(read)
  }

  readonly send = (finding: Finding): void => {
    const { rule, location } = finding
    const definition = this.#dockerfile.definitionOf(location.file)
    const warned = this.#client.warn({
      digest: this.#digest,
      level: 1,
      short: formatFinding(finding),
      detail: [rule.description],
      url: rule.url,
      source: {
        filename: location.file.filename,
        data: location.file.bytes,
        language: location.file.language,
        ...(definition === undefined ? {} : { definition }),
      },
      ranges: location.ranges,
    })
    // A warning that cannot be shown is no reason to fail.
    this.#sent.push(warned.catch(() => {}))
  }

  /** Waits until all are shown. */
  async finish(): Promise<void> {
    await Promise.all(this.#sent)
  }
}
