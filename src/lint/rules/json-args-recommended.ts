import type { LintRule } from '../event.ts'
import { textOf } from '../node-text.ts'

export const jsonArgsRecommended: LintRule = {
  name: 'JSONArgsRecommended',
  description:
    'JSON arguments recommended for ENTRYPOINT/CMD to prevent unintended behavior related to OS signals',
  url: 'https://docs.docker.com/go/dockerfile/rule/json-args-recommended/',
  aliases: ['DL3025'],
  documentation: {
    what: '`CMD` or `ENTRYPOINT` is written in shell form, and no `SHELL` says that a shell is wanted.',
    why: 'In shell form the process with number 1 is the shell. It does not hand signals on, so that the program does not get the `SIGTERM` of `docker stop` and is killed after the grace period.',
    bad: 'FROM alpine\nENTRYPOINT server --port 80\n',
    good: 'FROM alpine\nENTRYPOINT ["server", "--port", "80"]\n',
  },
  create: () => ({
    instruction({ instruction, stage }, report) {
      if (instruction.kind !== 'cmd' && instruction.kind !== 'entrypoint') return
      if (!instruction.command.shell || stage.hasShell) return
      report(
        `JSON arguments recommended for ${instruction.keyword} to prevent unintended behavior related to OS signals`,
        {
          fix: () => {
            const { node } = instruction
            const words = node.argumentText.split(/[ \t]+/)
            // Anything that a shell would make something of.
            if (!words.every((word) => /^[\w./:@%+,=-]+$/.test(word)) || /^\w+=/.test(words[0] ?? ''))
              return undefined
            const text = textOf(node)
            const json = `[${words.map((word) => JSON.stringify(word)).join(', ')}]`
            return text.replacing(text.find(node.argumentText), node.argumentText, json, false)
          },
        },
      )
    },
  }),
}
