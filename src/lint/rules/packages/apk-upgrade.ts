import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'
import { packageCommands } from './package-command.ts'

export const apkUpgrade = ownRule({
  name: 'ApkUpgrade',
  aliases: ['DL3017'],
  description: 'Base images should be replaced rather than upgraded',
  severity: 'warning',
  optional: true,
  documentation: {
    what: '`apk upgrade`.',
    why: 'All that changes is in the image twice, and what is in it depends on the day of the build. Taking a newer base image does the same without either.',
    bad: 'FROM alpine:3\nRUN apk upgrade --no-cache\n',
    good: 'FROM alpine:3.20.3\n',
  },
  create: () =>
    eachScript((script, report) => {
      for (const { command, verb } of packageCommands(script, 'apk')) {
        if (verb === 'upgrade')
          report('apk upgrade: take a newer base image instead', { span: script.spanOf(command) })
      }
    }),
})
