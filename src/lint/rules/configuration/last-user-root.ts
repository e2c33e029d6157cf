import type { Stage, UserInstruction } from '../../../dockerfile/index.ts'
import { ownRule } from '../../own-rule.ts'
import { shippedStages } from '../../scripts/shipped-scripts.ts'

export const lastUserRoot = ownRule({
  name: 'LastUserRoot',
  aliases: ['DL3002'],
  description: 'Containers should not run as root',
  severity: 'warning',
  documentation: {
    what: 'The last `USER` of the last stage is root. Where no `USER` is written, the base image may have one: that goes unreported.',
    why: 'Whoever breaks into the program is root in the container, and has more ways out of it.',
    bad: 'FROM alpine:3\nUSER root\nRUN mkdir /srv/app\n',
    good: 'FROM alpine:3\nUSER root\nRUN mkdir /srv/app\nUSER nobody\n',
  },
  create: () => ({
    dockerfile({ dockerfile }, report) {
      const last = [...shippedStages(dockerfile)].map(lastUser).find((user) => user !== undefined)
      if (!last || !/^(?:root|0)(?::|$)/.test(last.user)) return
      report(`Containers run as ${last.user}: set another USER at the end`, { instruction: last })
    },
  }),
})

function lastUser({ instructions }: Stage): UserInstruction | undefined {
  return instructions.findLast((instruction) => instruction.kind === 'user')
}
