import type { Explainer } from './explanation.ts'

/** What people put into files that a program is to fill in, and which program that is. */
const placeholders: readonly { readonly form: RegExp; readonly of: string }[] = [
  { form: /\$\{templateOption:[^}]*\}/, of: 'a template of devcontainers' },
  { form: /\{%[\s\S]*?%\}/, of: 'a Jinja template' },
  { form: /\{\{[\s\S]*?\}\}/, of: 'a template (Go, Jinja, Handlebars …)' },
  { form: /<\?(?:php|=)[\s\S]*?(?:\?>|$)/, of: 'a PHP template' },
  { form: /<%[\s\S]*?%>/, of: 'a template (ERB, EJS …)' },
  { form: /#\{[^}]*\}#?/, of: 'a template' },
  { form: /@[A-Z][A-Z0-9_]*@/, of: 'a file for autoconf or CMake' },
  { form: /<[A-Za-z][\w .-]*>/, of: 'an example that is to be filled in' },
]

/** What goes wrong where placeholders are left. */
const concerned = new Set([
  'image-name',
  'image-blank',
  'unknown-instruction',
  'instruction-before-from',
  'from-arguments',
  'stage-name',
  'expansion',
  'platform-value',
  'port-value',
  'pair-without-equals',
])

/** Files that are templates and were not filled in. */
export const explainPlaceholder: Explainer = ({ error, instruction }) => {
  if (!instruction || !concerned.has(error.code)) return undefined
  for (const { form, of } of placeholders) {
    const match = form.exec(instruction.text)
    if (!match) continue
    const start = instruction.start + match.index
    const [line = ''] = match[0].split('\n')
    return {
      focus: { file: instruction.file, start, end: start + line.length },
      hint: `${line} is a placeholder of ${of}: fill it in before the file is built`,
    }
  }
  return undefined
}
