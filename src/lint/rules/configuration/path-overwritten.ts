import { ownRule } from '../../own-rule.ts'

export const pathOverwritten = ownRule({
  name: 'PathOverwritten',
  description: 'ENV should add to PATH rather than replace it',
  severity: 'warning',
  documentation: {
    what: '`ENV` sets `PATH` to something that has neither the old value nor the usual directories in it.',
    why: 'The shell then finds no programs, not even `ls`.',
    bad: 'FROM alpine:3\nENV PATH=/opt/tool/bin\n',
    good: 'FROM alpine:3\nENV PATH=/opt/tool/bin:$PATH\n',
  },
  create() {
    let scratch = false
    return {
      parsed({ instruction }, report) {
        if (instruction.kind === 'from') scratch = instruction.baseName === 'scratch'
        if (instruction.kind !== 'env' || scratch) return
        for (const { key, value } of instruction.pairs) {
          if (
            key !== 'PATH' ||
            value.includes('$') ||
            value.includes('%') ||
            /\/bin(?::|["']?$)/.test(value.replace(/\/opt\S*?(?=[:"']|$)/g, ''))
          )
            continue
          report('The old PATH is lost: add :$PATH')
        }
      },
    }
  },
})
