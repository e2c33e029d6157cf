import { ownRule } from '../../own-rule.ts'

export const numericUser = ownRule({
  name: 'NumericUser',
  description: 'USER should be a number',
  severity: 'info',
  optional: true,
  documentation: {
    what: '`USER` is a name.',
    why: 'Kubernetes cannot tell whether a name is root: with `runAsNonRoot` it refuses to start the container.',
    bad: 'FROM alpine:3\nUSER nobody\n',
    good: 'FROM alpine:3\nUSER 65534\n',
  },
  create: () => ({
    parsed({ instruction }, report) {
      if (instruction.kind !== 'user' || /^\d+(?::|$)|\$/.test(instruction.user)) return
      report(`Kubernetes cannot tell whether ${instruction.user} is root: write its number`)
    },
  }),
})
