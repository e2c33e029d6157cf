import { ownRule } from '../../own-rule.ts'

export const shellInScratch = ownRule({
  name: 'ShellInScratch',
  description: 'There is no shell in an empty image',
  severity: 'error',
  documentation: {
    what: 'A stage `FROM scratch` has a `RUN` in shell form before anything is copied into it.',
    why: '`/bin/sh` is not there: the build fails.',
    bad: 'FROM scratch\nRUN mkdir /data\n',
    good: 'FROM alpine:3 AS build\nRUN mkdir /data\n\nFROM scratch\nCOPY --from=build /data /data\n',
  },
  create() {
    let empty = false
    return {
      parsed({ instruction }, report) {
        if (instruction.kind === 'from') empty = instruction.baseName === 'scratch'
        else if (instruction.kind === 'copy' || instruction.kind === 'add' || instruction.kind === 'shell')
          empty = false
        else if (
          empty &&
          instruction.kind === 'run' &&
          instruction.command.shell &&
          instruction.mounts.length === 0
        ) {
          report('Nothing is in this stage, and so no /bin/sh')
        }
      },
    }
  },
})
