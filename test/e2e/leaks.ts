import type { BuildOutcome } from './build.ts'

/**
 * Where any of `secrets` is found in what a build left behind: every blob of its layout,
 * packed and unpacked (layers, configs, history, attestations), and all that it printed.
 * Each secret is looked for as it is, in hex, and in base64 at each of its three alignments.
 */
export function findLeaks(outcome: BuildOutcome, secrets: readonly (string | Uint8Array)[]): string[] {
  const needles = secrets.flatMap((secret) => forms(Buffer.from(secret)))
  const found: string[] = []
  const search = (name: string, bytes: Uint8Array): void => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (needles.some((needle) => buffer.includes(needle))) found.push(name)
  }
  for (const { name, bytes } of outcome.layout.everything()) search(name, bytes)
  search('what the build printed', Buffer.from(outcome.printed))
  search('the logs of its steps', Buffer.from(outcome.steps.map(({ log }) => log).join('\n')))
  return found
}

function forms(secret: Buffer): Buffer[] {
  const encoded = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), secret])
      .toString('base64')
      .replace(/=+$/, '')
    // The characters at either end also depend on what stands beside the secret.
    return Buffer.from(text.slice(shift === 0 ? 0 : shift + 1, -1))
  })
  return [secret, Buffer.from(secret.toString('hex')), ...encoded]
}
