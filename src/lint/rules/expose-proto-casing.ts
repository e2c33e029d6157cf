import type { LintRule } from '../event.ts'
import { textOf } from '../node-text.ts'

export const exposeProtoCasing: LintRule = {
  name: 'ExposeProtoCasing',
  description: 'Protocol in EXPOSE instruction should be lowercase',
  url: 'https://docs.docker.com/go/dockerfile/rule/expose-proto-casing/',
  documentation: {
    what: 'The protocol of an `EXPOSE` is written with upper-case letters.',
    why: 'The image config keeps protocols in lower case; the file should say what the image says.',
    bad: 'FROM alpine\nEXPOSE 53/UDP\n',
    good: 'FROM alpine\nEXPOSE 53/udp\n',
  },
  create: () => ({
    port({ instruction, port, problem }, report) {
      if (problem !== 'protocol-casing') return
      report(`Defined protocol '${port}' in EXPOSE instruction should be lowercase`, {
        fix: () =>
          textOf(instruction.node).replacing(textOf(instruction.node).find(port), port, port.toLowerCase()),
      })
    },
  }),
}
