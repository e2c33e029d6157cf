import { ownRule } from '../../own-rule.ts'
import { isFileInstruction } from './copy-source.ts'

export const copyRelativeDestination = ownRule({
  name: 'CopyRelativeDestination',
  aliases: ['DL3045'],
  description: 'A relative destination needs a WORKDIR',
  severity: 'warning',
  documentation: {
    what: '`COPY` or `ADD` has a relative destination, and neither the stage nor one that it is made from sets `WORKDIR`.',
    why: 'It is then relative to the working directory of the base image, which may be another one in the next version of that image.',
    bad: 'FROM python:3\nCOPY app.py app/\n',
    good: 'FROM python:3\nWORKDIR /srv\nCOPY app.py app/\n',
  },
  create: () => ({
    instruction({ instruction, stage }, report) {
      if (!isFileInstruction(instruction) || stage.workdirSet) return
      const { destination } = instruction
      if (/^["']?(?:[/\\$]|[A-Za-z]:)/.test(destination)) return
      report(`${destination} is relative to whatever directory the base image has: set WORKDIR before`)
    },
  }),
})
