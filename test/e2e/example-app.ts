import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The application of examples/app, its Dockerfile without the `# syntax` line (tests choose their own). */
export function readExample(): { readonly dockerfile: string; readonly context: string } {
  const context = fileURLToPath(new URL('../../examples/app', import.meta.url))
  const text = readFileSync(`${context}/Dockerfile`, 'utf8')
  return { dockerfile: text.slice(text.indexOf('\n') + 1), context }
}
