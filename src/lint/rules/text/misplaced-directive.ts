import type { Fix } from '../../event.ts'
import { ownRule } from '../../own-rule.ts'

const directive = /^(syntax|escape|check)[\t ]*=[\t ]*\S/i

export const misplacedDirective = ownRule({
  name: 'MisplacedDirective',
  description: 'Directives should be the first lines of the file',
  severity: 'warning',
  documentation: {
    what: 'A comment in front of the first `FROM` is written like a directive (`# syntax=`, `# escape=`, `# check=`) and is none: another comment, an empty line or an instruction stands before it.',
    why: 'It does nothing, and nobody says so. `# check=` above an instruction holds for that one alone.',
    bad: '# The image of our service.\n# syntax=docker/dockerfile:1\nFROM alpine:3\n',
    good: '# syntax=docker/dockerfile:1\n# The image of our service.\nFROM alpine:3\n',
  },
  create: () => ({
    tree({ tree }, report) {
      const from = tree.instructions.find(({ keyword }) => keyword.toUpperCase() === 'FROM')
      const end = from?.span.start ?? Number.POSITIVE_INFINITY
      const known = new Set(tree.directives.map(({ name }) => name))
      for (const { text, span } of tree.comments) {
        const name = directive.exec(text)?.[1]?.toLowerCase()
        if (name === undefined || span.start >= end || known.has(name)) continue
        known.add(name)
        const effect = name === 'check' ? 'holds for the instruction below alone' : 'does nothing'
        report(`# ${name}= ${effect}: directives are the first lines of a file, with nothing before them`, {
          span,
          fix: (): Fix | undefined => {
            const { file } = span
            const next = file.text.indexOf('\n', span.end)
            const line = {
              file,
              start: file.text.lastIndexOf('\n', span.start) + 1,
              end: next < 0 ? file.text.length : next + 1,
            }
            const start = tree.directives.at(-1)?.span.end
            const top = start === undefined ? 0 : file.text.indexOf('\n', start) + 1
            const mark = top === 0 && file.text.startsWith('\uFEFF') ? 1 : top
            return {
              safe: false,
              edits: [
                { span: { file, start: mark, end: mark }, text: `# ${text}\n` },
                { span: line, text: '' },
              ],
            }
          },
        })
      }
    },
  }),
})
