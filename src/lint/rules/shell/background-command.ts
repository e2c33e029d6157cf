import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'

export const backgroundProcess = ownRule({
  name: 'BackgroundProcess',
  description: 'What a RUN starts ends with it',
  severity: 'warning',
  documentation: {
    what: 'The last command of a `RUN` is put into the background with `&`.',
    why: 'All processes of a `RUN` are ended when its shell is, and none is in the image: what is to run in a container is started by `CMD` or `ENTRYPOINT`.',
    bad: 'FROM debian:12\nRUN /usr/sbin/nginx &\n',
    good: 'FROM debian:12\nCMD ["/usr/sbin/nginx", "-g", "daemon off;"]\n',
  },
  create: () =>
    eachScript((script, report) => {
      const last = script.statements.at(-1)
      if (last?.background)
        report('This ends with the RUN: CMD or ENTRYPOINT start what is to run in a container', {
          span: script.spanOf(last),
        })
    }),
})
