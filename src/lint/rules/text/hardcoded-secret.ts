import { ownRule } from '../../own-rule.ts'

/** What tokens look like, each with what it is called. The message never repeats what was found. */
const tokens: readonly (readonly [what: string, form: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})\b/],
  ['a GitLab token', /\bglpat-[\w-]{20,}/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a Slack token', /\bxox[abprs]-[A-Za-z0-9-]{10,}/],
  ['a Google API key', /\bAIza[\w-]{35}\b/],
  ['a Stripe key', /\b[sr]k_live_[A-Za-z0-9]{20,}/],
  ['a password in a URL', /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@$"']+:[^\s:/@$"'{}<>]{3,}@[\w.-]+/],
]
/** What stands for a secret in examples. */
const placeholder =
  /:(?:x-oauth-basic|x+|\*+|password|pass|secret|token|changeme|example|user|pw|PASSWORD|TOKEN)@|EXAMPLE/

export const hardcodedSecret = ownRule({
  name: 'HardcodedSecret',
  description: 'Secrets should not be written into a Dockerfile',
  severity: 'error',
  documentation: {
    what: 'An instruction has something in it that looks like a token, a private key, or the password of a URL.',
    why: 'Whoever has the Dockerfile or the image has it, in the history of the image at least. `RUN --mount=type=secret` shows it to one command and keeps it nowhere.',
    bad: 'FROM alpine:3\nRUN wget -q https://me:s3cr3t!@example.com/tool\n',
    good: 'FROM alpine:3\nRUN --mount=type=secret,id=netrc,target=/root/.netrc wget -q https://example.com/tool\n',
  },
  create: () => ({
    node({ node }, report) {
      const { file, start, end } = node.span
      const text = file.text.slice(start, end)
      for (const [what, form] of tokens) {
        const match = form.exec(text)
        if (!match || placeholder.test(match[0])) continue
        const at = start + match.index
        report(`This looks like ${what}`, { span: { file, start: at, end: at + match[0].length } })
      }
    },
  }),
})
