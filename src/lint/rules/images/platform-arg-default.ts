import { textOf } from '../../node-text.ts'
import { ownRule } from '../../own-rule.ts'

const predefined: ReadonlySet<string> = new Set(
  ['TARGET', 'BUILD'].flatMap((side) =>
    ['PLATFORM', 'OS', 'ARCH', 'VARIANT', 'OSVERSION'].map((part) => `${side}${part}`),
  ),
)

export const platformArgDefault = ownRule({
  name: 'PlatformArgDefault',
  description: 'Predefined platform arguments should have no default',
  severity: 'warning',
  documentation: {
    what: '`ARG` gives one of the predefined arguments (`TARGETARCH`, `BUILDPLATFORM` …) a default value.',
    why: 'The default goes before the platform that is built for: an image for another platform gets the files of that one.',
    bad: 'FROM alpine:3\nARG TARGETARCH=arm64\nRUN echo $TARGETARCH\n',
    good: 'FROM alpine:3\nARG TARGETARCH\nRUN echo $TARGETARCH\n',
  },
  create: () => ({
    parsed({ instruction }, report) {
      if (instruction.kind !== 'arg') return
      for (const { key, value } of instruction.args) {
        if (value === undefined || !predefined.has(key)) continue
        const text = textOf(instruction.node)
        const span = text.find(`${key}=${value}`) ?? text.find(`${key}=`)
        const exact = span && span.file.text.slice(span.start, span.end) === `${key}=${value}`
        report(`The default of ${key} goes before the platform that is built for`, {
          span,
          fix: exact
            ? () => ({
                safe: false,
                edits: [{ span: { ...span, start: span.start + key.length }, text: '' }],
              })
            : undefined,
        })
      }
    },
  }),
})
