import { ownRule } from '../../own-rule.ts'

export const variableInExecForm = ownRule({
  name: 'VariableInExecForm',
  description: 'Nothing replaces variables in a JSON command',
  severity: 'warning',
  documentation: {
    what: 'A word of a `CMD`, `ENTRYPOINT` or `RUN` in JSON form has `$NAME` in it, and no shell is called.',
    why: 'The program gets the dollar sign and the name: only a shell replaces variables.',
    bad: 'FROM alpine:3\nCMD ["echo", "$HOME"]\n',
    good: 'FROM alpine:3\nCMD ["sh", "-c", "exec echo $HOME"]\n',
  },
  create: () => ({
    parsed({ instruction }, report) {
      if (instruction.kind !== 'cmd' && instruction.kind !== 'entrypoint' && instruction.kind !== 'run')
        return
      const { args, shell } = instruction.command
      if (shell || args.slice(0, -1).some((word) => /^-[a-z]*c$/i.test(word) || /^\/[cC]$/.test(word))) return
      const found = args.find((word) => /\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*[^}]*\})/.test(word))
      if (found === undefined) return
      // A program may do it by itself.
      if (/envsubst|confd|gomplate|powershell|pwsh|entrypoint/i.test(args[0] ?? '')) return
      report(`No shell replaces the variable in ${JSON.stringify(found)}`)
    },
  }),
})
