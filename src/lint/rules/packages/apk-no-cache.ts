import { hasOption } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'
import { hasCacheMount, packageCommands, removes } from './package-command.ts'

export const apkNoCache = ownRule({
  name: 'ApkNoCache',
  aliases: ['DL3019'],
  description: 'The package index of apk should not be in the image',
  severity: 'info',
  documentation: {
    what: '`apk add` without `--no-cache`, where no cache is mounted at `/var/cache/apk` or `/etc/apk/cache` and nothing removes it.',
    why: 'With `--no-cache` the index is fetched for this command and not kept: there is no need for `apk update`, and nothing to remove.',
    bad: 'FROM alpine:3\nRUN apk add curl\n',
    good: 'FROM alpine:3\nRUN apk add --no-cache curl\n',
  },
  create: () =>
    eachScript((script, report) => {
      if (
        hasCacheMount(script, '/var/cache/apk', '/etc/apk/cache') ||
        removes(script, '/var/cache/apk', '/etc/apk/cache')
      )
        return
      for (const { command, verb, verbWord, args, packages } of packageCommands(script, 'apk')) {
        if (verb !== 'add' || packages.length === 0 || hasOption(args, 'no-cache', 'cache-dir', 'no-network'))
          continue
        report('The package index stays in the image: pass --no-cache', {
          span: script.spanOf({ start: command.nameWord.start, end: verbWord.end }),
          fix: script.fix(true, { start: verbWord.end, end: verbWord.end, text: ' --no-cache' }),
        })
      }
    }),
})
