import { hasOption } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'
import { packageCommands } from './package-command.ts'
import { whyPinned } from './rpm-rules.ts'

export const pinCargoVersions = ownRule({
  name: 'PinCargoVersions',
  description: 'Crates should be installed in a certain version',
  severity: 'warning',
  optional: true,
  documentation: {
    what: '`cargo install` of a crate without a version.',
    why: whyPinned,
    bad: 'FROM rust:1.81\nRUN cargo install cargo-chef\n',
    good: 'FROM rust:1.81\nRUN cargo install --locked cargo-chef@0.1.67\n',
  },
  create: () =>
    eachScript((script, report) => {
      for (const { verb, packages, args } of packageCommands(script, 'cargo')) {
        if (verb !== 'install' || hasOption(args, 'version', 'vers', 'path', 'git')) continue
        for (const word of packages) {
          if (word.literal === undefined || word.literal.includes('@')) continue
          report(`No version is asked for of ${word.literal}`, { span: script.spanOf(word) })
        }
      }
    }),
})
