import type { BuildError, SourceFile } from '../source/index.ts'
import type { FrontendDefinition } from './define-frontend.ts'
import { readExtensionsDirectives } from './extensions-directive.ts'
import { messageOf } from './unread-directives.ts'

/**
 * What to tell somebody whose Dockerfile uses an instruction or a flag of an extension that is not turned on.
 * @param offered the extensions that a Dockerfile may turn on
 * @returns undefined where the error is about something else
 */
export function missingExtensionHint(
  error: BuildError,
  file: SourceFile,
  offered: ReadonlyMap<string, FrontendDefinition>,
): string | undefined {
  const needed = neededFor(error, offered)
  if (!needed) return undefined
  const { what, extension } = needed
  const [unread] = readExtensionsDirectives(file).unread
  const remedy = unread
    ? messageOf(unread)
    : `turn it on with "# extensions=${extension}" at the head of the Dockerfile`
  const before = error.hint === undefined ? '' : `${error.hint}; `
  return `${before}${what} is of the extension ${extension}: ${remedy}`
}

function neededFor(
  { code, message, spans }: BuildError,
  offered: ReadonlyMap<string, FrontendDefinition>,
): { readonly what: string; readonly extension: string } | undefined {
  if (code === 'unknown-instruction') {
    const [, keyword = ''] = /unknown instruction: (\S+)/.exec(message) ?? []
    for (const [extension, { instructions = [] }] of offered) {
      const found = instructions.some((part) => 'name' in part && part.name === keyword.toUpperCase())
      if (found) return { what: keyword, extension }
    }
  }
  const [, flag = ''] = /unknown flag: --([^\s=]+)/.exec(message) ?? []
  if (flag === '') return undefined
  const [span] = spans
  const [, keyword = 'FROM'] = /^\s*(\w+)/.exec(span?.file.text.slice(span.start, span.end) ?? '') ?? []
  // What is placed at a FROM stands in a trigger of its image.
  const instruction = keyword.toUpperCase() === 'FROM' ? undefined : keyword.toUpperCase()
  for (const [extension, { instructions = [] }] of offered) {
    const found = instructions.find(
      (part) =>
        'extends' in part && part.flags.includes(flag) && (instruction ?? part.extends) === part.extends,
    )
    if (found) return { what: `--${flag}`, extension }
  }
  return undefined
}
