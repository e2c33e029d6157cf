import type { LintRule } from '../event.ts'
import { textOf } from '../node-text.ts'

export const exposeInvalidFormat: LintRule = {
  name: 'ExposeInvalidFormat',
  description:
    'IP address and host-port mapping should not be used in EXPOSE instruction. This will become an error in a future release',
  url: 'https://docs.docker.com/go/dockerfile/rule/expose-invalid-format/',
  documentation: {
    what: 'An `EXPOSE` has an IP address or a port of the host in it.',
    why: 'An image cannot say where its ports are published: address and host port are dropped. Give them to `docker run --publish`.',
    bad: 'FROM alpine\nEXPOSE 127.0.0.1:8080:80\n',
    good: 'FROM alpine\nEXPOSE 80\n',
  },
  create: () => ({
    port({ instruction, port, problem }, report) {
      if (problem !== 'format') return
      report(`EXPOSE instruction should not define an IP address or host-port mapping, found '${port}'`, {
        fix: () => {
          const text = textOf(instruction.node)
          return text.replacing(text.find(port), port, port.slice(port.lastIndexOf(':') + 1))
        },
      })
    },
  }),
}
