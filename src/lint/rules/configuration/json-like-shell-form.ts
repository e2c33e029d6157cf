import type { InstructionNode } from '../../../dockerfile/index.ts'
import type { Fix } from '../../event.ts'
import { textOf } from '../../node-text.ts'
import { ownRule } from '../../own-rule.ts'

const withJson: ReadonlySet<string> = new Set([
  'CMD',
  'ENTRYPOINT',
  'RUN',
  'SHELL',
  'VOLUME',
  'COPY',
  'ADD',
  'HEALTHCHECK',
])

export const jsonLikeShellForm = ownRule({
  name: 'JsonLikeShellForm',
  description: 'What looks like JSON should be JSON',
  severity: 'error',
  documentation: {
    what: 'The argument of an instruction looks like a JSON array and is none: single quotes, a word without quotes, a comma too many, something behind the bracket.',
    why: 'It is then taken as text: brackets and quotes become part of a command, or of a path.',
    bad: "FROM alpine:3\nVOLUME ['/data', '/more']\n",
    good: 'FROM alpine:3\nVOLUME ["/data", "/more"]\n',
  },
  create: () => ({
    node({ node }, report) {
      const name = node.keyword.toUpperCase()
      if (!withJson.has(name) || node.arguments.form === 'json') return
      const text = name === 'HEALTHCHECK' ? node.argumentText.replace(/^CMD\s+/i, '') : node.argumentText
      if (!looksLikeJson(text)) return
      const start = node.argumentText.length - text.length
      const span = textOf(node).spanOfArgument(start, node.argumentText.length)
      report(`This looks like JSON and is none (${problemOf(text)}): it is taken as text`, {
        span,
        fix: () => fixOf(node, text, start),
      })
    },
  }),
})

function looksLikeJson(text: string): boolean {
  if (!text.startsWith('[') || /^\[(?:\[|\s+-|\s*!)/.test(text)) return false
  // ["a" … is no test command: that has a space.
  if (/^\[["'“”‘’]/.test(text)) return true
  return (
    text.endsWith(']') &&
    (/^\[\s*["'“”‘’][^"'“”‘’]*["'“”‘’]\s*[,\]]/.test(text) || /^\[\s*[\w./$-]+\s*,/.test(text))
  )
}

function problemOf(text: string): string {
  if (/[“”‘’]/.test(text)) return 'typographic quotes'
  if (/^\[\s*'/.test(text) || /,\s*'/.test(text)) return 'single quotes'
  if (/,\s*\]$/.test(text)) return 'a comma before the bracket'
  if (!text.endsWith(']')) return /\]/.test(text) ? 'something behind the bracket' : 'no bracket at the end'
  const bare = /[[,]\s*([^\s"'[\],][^,\]]*)/.exec(text)?.[1]
  if (bare !== undefined) return `no quotes around ${bare.trim()}`
  if (/\\[^"\\/bfnrtu]/.test(text)) return 'a backslash that has to be doubled'
  return 'commas or quotes are missing'
}

function fixOf(node: InstructionNode, text: string, start: number): Fix | undefined {
  const candidates = [
    text.replace(/,\s*\]$/, ']'),
    text.replaceAll(/[“”]/g, '"').replaceAll(/[‘’]/g, '"'),
    text.includes('"') || text.includes('\\') ? text : text.replaceAll("'", '"'),
  ]
  const good = candidates.find((candidate) => candidate !== text && isStringArray(candidate))
  const span = textOf(node).spanOfArgument(start, node.argumentText.length)
  if (good === undefined || !span || span.file.text.slice(span.start, span.end) !== text) return undefined
  // A shell would have replaced variables.
  return { safe: !good.includes('$'), edits: [{ span, text: good }] }
}

function isStringArray(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) && value.every((item) => typeof item === 'string')
  } catch {
    return false
  }
}
