import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'

/** What changes nothing, or cannot fail. */
const harmless: ReadonlySet<string> = new Set([
  'set',
  'echo',
  'printf',
  'true',
  ':',
  'export',
  'shopt',
  'umask',
  'trap',
  'local',
  'readonly',
  'unset',
  'exit',
  'date',
  'pwd',
  'sleep',
  'alias',
  'wait',
])

export const failureIgnored = ownRule({
  name: 'FailureIgnored',
  description: 'A RUN should fail where any of its commands does',
  severity: 'warning',
  documentation: {
    what: 'A `RUN` has several commands, separated by `;` or line breaks (in a here-document), and no `set -e`.',
    why: 'The shell goes on after a command that failed, and the `RUN` is what its last command returns: the build succeeds with half of an image.',
    bad: 'FROM alpine:3\nRUN <<EOF\ncp /etc/hosts.new /etc/hosts\necho done\nEOF\n',
    good: 'FROM alpine:3\nRUN <<EOF\nset -e\ncp /etc/hosts.new /etc/hosts\necho done\nEOF\n',
  },
  create: () =>
    eachScript((script, report) => {
      if (script.shell.errexit || hasErrexit(script.text)) return
      const ignored = script.statements
        .slice(0, -1)
        .find(
          ({ background, commands }) =>
            !background &&
            commands.some(({ name, place }) => !place.nested && !place.tested && !harmless.has(name)),
        )
      if (!ignored) return
      const way = script.isHeredoc ? 'begin with set -e' : 'join the commands with &&, or begin with set -e'
      report(`Where this fails, the RUN goes on and may succeed: ${way}`, {
        span: script.spanOf(ignored),
        fix:
          script.isHeredoc && !script.text.startsWith('#!')
            ? script.fix(false, { start: 0, end: 0, text: 'set -e\n' })
            : undefined,
      })
    }),
})

function hasErrexit(text: string): boolean {
  return (
    /(?:^|[;&|({]|\n)\s*set\s+(?:-[a-zA-Z]*e|.*\s-[a-zA-Z]*e|-o\s+errexit)/.test(text) ||
    /^#!.*\s-[a-z]*e/.test(text)
  )
}
