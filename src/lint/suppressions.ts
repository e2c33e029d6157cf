import type { SyntaxTree } from '../dockerfile/index.ts'
import type { Span } from '../source/index.ts'
import type { LintRule } from './event.ts'

const comment =
  /^#?[ \t]*(?:hadolint|slipway)[ \t]+(global[ \t]+)?ignore[ \t]*=[ \t]*([\w.-]+(?:[ \t]*,[ \t]*[\w.-]+)*)/i
const shellComment = /^#?[ \t]*(?:hadolint|slipway)[ \t]+shell[ \t]*=[ \t]*(\S+)/i

/**
 * What comments turn off: `# hadolint ignore=DL3008,NoSudo` above an instruction for that one,
 * `# hadolint global ignore=DL3008` anywhere for the file. `# slipway ignore=` says the same.
 */
export interface Suppressions {
  /** Whether a rule is to say nothing of what stands at an offset of the file's text; undefined: of the file. */
  isSuppressed(rule: Pick<LintRule, 'name' | 'aliases'>, offset: number | undefined): boolean
}

/** Reads the comments of a file. */
export function suppressionsOf(tree: SyntaxTree): Suppressions {
  const everywhere = new Set<string>()
  for (const { text } of tree.comments) {
    const match = comment.exec(text)
    if (match?.[1]) for (const name of namesIn(match[2])) everywhere.add(name)
  }
  const local: { readonly span: Span; readonly names: ReadonlySet<string> }[] = []
  for (const { comments, span } of tree.instructions) {
    const names = comments.flatMap((text) => {
      const match = comment.exec(text)
      return match && !match[1] ? namesIn(match[2]) : []
    })
    if (names.length > 0) local.push({ span, names: new Set(names) })
  }
  return {
    isSuppressed({ name, aliases = [] }, offset) {
      const has = (names: ReadonlySet<string>) =>
        [name, ...aliases].some((one) => names.has(one.toLowerCase()))
      if (has(everywhere)) return true
      if (offset === undefined) return false
      return local.some(({ span, names }) => span.start <= offset && offset < span.end && has(names))
    },
  }
}

/** The shell that a comment says the base image has: `# hadolint shell=powershell`. */
export function shellInComment(comments: readonly string[]): string | undefined {
  for (const text of comments) {
    const match = shellComment.exec(text)
    if (match) return match[1]
  }
  return undefined
}

function namesIn(list = ''): readonly string[] {
  return list.split(',').map((name) => name.trim().toLowerCase())
}
