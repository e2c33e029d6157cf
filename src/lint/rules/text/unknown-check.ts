import type { SyntaxTree } from '../../../dockerfile/index.ts'
import type { Span } from '../../../source/index.ts'
import { suggest } from '../../../suggest/index.ts'
import type { LintRule } from '../../event.ts'
import { ownRule } from '../../own-rule.ts'

/**
 * @param names of all rules
 * @param aliases other linters' names, with the rule that each means
 */
export const unknownCheck = (names: readonly string[], aliases: ReadonlyMap<string, string>): LintRule =>
  ownRule({
    name: 'UnknownCheck',
    description: '# check= should name rules that there are',
    severity: 'warning',
    documentation: {
      what: '`skip=` or `experimental=` of a `# check=` names a rule that is spelt much like one that there is, but not the same.',
      why: 'What nobody knows is passed over: the rule goes on reporting.',
      bad: '# check=skip=JSONArgsRecommnded\nFROM alpine:3\n',
      good: '# check=skip=JSONArgsRecommended\nFROM alpine:3\n',
    },
    create: () => ({
      tree({ tree }, report) {
        const known = new Set([...names, 'all'])
        for (const { value, span } of checks(tree)) {
          for (const name of namesIn(value)) {
            if (known.has(name)) continue
            const meant = aliases.get(name) ?? suggest(name, known, true) ?? caseOf(name, known)
            if (meant === undefined) continue
            const at = span.file.text.indexOf(name, span.start)
            const place = at < 0 || at > span.end ? span : { ...span, start: at, end: at + name.length }
            report(`There is no rule ${name} (did you mean ${meant}?)`, {
              span: place,
              fix: at < 0 ? undefined : () => ({ safe: true, edits: [{ span: place, text: meant }] }),
            })
          }
        }
      },
    }),
  })

function caseOf(name: string, known: ReadonlySet<string>): string | undefined {
  return [...known].find((candidate) => candidate.toLowerCase() === name.toLowerCase())
}

function checks(tree: SyntaxTree): readonly { readonly value: string; readonly span: Span }[] {
  const directives = tree.directives.filter(({ name }) => name === 'check')
  const comments = tree.comments.flatMap(({ text, span }) => {
    const value = /^check[\t ]*=[\t ]*(\S+)/i.exec(text)?.[1]
    return value === undefined ? [] : [{ value, span }]
  })
  return [...directives, ...comments]
}

function namesIn(value: string): readonly string[] {
  return (value.split(' ', 1)[0] ?? '').split(';').flatMap((part) => {
    const [key = '', list = ''] = part.split('=', 2)
    return ['skip', 'experimental'].includes(key.trim())
      ? list
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '')
      : []
  })
}
