import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'
import { packageCommands } from './package-command.ts'
import { whyPinned } from './rpm-rules.ts'

export const pinNpmVersions = ownRule({
  name: 'PinNpmVersions',
  aliases: ['DL3016'],
  description: 'Packages should be installed in a certain version',
  severity: 'warning',
  optional: true,
  documentation: {
    what: '`npm install` of a package without `@VERSION`.',
    why: whyPinned,
    bad: 'FROM node:22\nRUN npm install --global typescript\n',
    good: 'FROM node:22\nRUN npm install --global typescript@5.6.2\n',
  },
  create: () =>
    eachScript((script, report) => {
      for (const { verb, packages } of packageCommands(script, 'npm')) {
        if (!['install', 'i', 'add'].includes(verb)) continue
        for (const word of packages) {
          const name = word.literal
          if (name === undefined || /^[./~]|:|\.tgz$|.@./.test(name) || /^[^@/]+\/[^/]+#/.test(name)) continue
          report(`No version is asked for of ${name}`, { span: script.spanOf(word) })
        }
      }
    }),
})
