import { hasOption } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'
import { packageCommands } from './package-command.ts'
import { whyPinned } from './rpm-rules.ts'

export const pinGemVersions = ownRule({
  name: 'PinGemVersions',
  aliases: ['DL3028'],
  description: 'Gems should be installed in a certain version',
  severity: 'warning',
  optional: true,
  documentation: {
    what: '`gem install` of a gem without a version.',
    why: whyPinned,
    bad: 'FROM ruby:3.3\nRUN gem install bundler\n',
    good: 'FROM ruby:3.3\nRUN gem install bundler:2.5.18\n',
  },
  create: () =>
    eachScript((script, report) => {
      for (const { verb, packages, args } of packageCommands(script, 'gem')) {
        if ((verb !== 'install' && verb !== 'i') || hasOption(args, 'v', 'version', 'g', 'file')) continue
        for (const word of packages) {
          if (word.literal === undefined || /:|\.gem$/.test(word.literal)) continue
          report(`No version is asked for of ${word.literal}`, { span: script.spanOf(word) })
        }
      }
    }),
})
