import { textOf } from '../../node-text.ts'
import { ownRule } from '../../own-rule.ts'

export const envSelfReference = ownRule({
  name: 'EnvSelfReference',
  aliases: ['DL3044'],
  description: 'Variables of one ENV do not see each other',
  severity: 'error',
  documentation: {
    what: 'A value in an `ENV` uses a variable that the same `ENV` sets before.',
    why: 'All values of an instruction are replaced with what holds before it: the variable is empty, or has its old value.',
    bad: 'FROM alpine:3\nENV ROOT=/srv DATA=$ROOT/data\n',
    good: 'FROM alpine:3\nENV ROOT=/srv\nENV DATA=$ROOT/data\n',
  },
  create() {
    const known = new Set<string>()
    return {
      parsed({ instruction }, report) {
        if (instruction.kind === 'from') known.clear()
        if (instruction.kind === 'arg') for (const { key } of instruction.args) known.add(key)
        if (instruction.kind !== 'env') return
        const set = new Set<string>()
        for (const { key, value } of instruction.pairs) {
          const used = [...value.matchAll(/(?<!\\)\$(?:\{(\w+)|(\w+))/g)].map(
            ([, braced, plain]) => braced ?? plain ?? '',
          )
          const found = value.startsWith("'")
            ? undefined
            : used.find((name) => set.has(name) && !known.has(name))
          if (found !== undefined) {
            const text = textOf(instruction.node)
            const span = text.find(`${key}=`)
            const before = span?.file.text[span.start - 1]
            report(
              `$${found} does not have the value that this instruction gives it yet: set ${key} in an ENV of its own`,
              {
                span: text.find(`${key}=${value}`) ?? span,
                fix:
                  span && (before === ' ' || before === '\t')
                    ? () => ({
                        safe: false,
                        edits: [
                          {
                            span: { ...span, start: span.start - 1, end: span.start },
                            text: `\n${instruction.keyword} `,
                          },
                        ],
                      })
                    : undefined,
              },
            )
          }
          set.add(key)
        }
        for (const name of set) known.add(name)
      },
    }
  },
})
