import { ownRule } from '../../own-rule.ts'
import { isFileInstruction } from './copy-source.ts'

export const copyAfterUser = ownRule({
  name: 'CopyAfterUser',
  description: 'COPY does not heed USER',
  severity: 'info',
  optional: true,
  documentation: {
    what: '`COPY` or `ADD` without `--chown`, below a `USER` that is not root.',
    why: 'The files belong to root nevertheless. Where the program has to change them, it cannot.',
    bad: 'FROM alpine:3\nUSER 1000\nCOPY data /srv/data\n',
    good: 'FROM alpine:3\nUSER 1000\nCOPY --chown=1000 data /srv/data\n',
  },
  create() {
    let user = ''
    return {
      parsed({ instruction }, report) {
        if (instruction.kind === 'from') user = ''
        else if (instruction.kind === 'user') user = instruction.user
        else if (
          isFileInstruction(instruction) &&
          user !== '' &&
          !/^(?:root|0)(?::|$)/.test(user) &&
          instruction.chown === ''
        ) {
          report(`The files belong to root, not to ${user}: pass --chown where that is meant`)
        }
      },
    }
  },
})
