import { ownRule } from '../../own-rule.ts'
import { unpinned, whyPinned } from './rpm-rules.ts'

export const pinAptVersions = ownRule({
  name: 'PinAptVersions',
  aliases: ['DL3008'],
  description: 'Packages should be installed in a certain version',
  severity: 'warning',
  optional: true,
  documentation: {
    what: '`apt-get install` of a package without `=VERSION` or `/RELEASE`.',
    why: whyPinned,
    bad: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
    good: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl=7.88.* && rm -rf /var/lib/apt/lists/*\n',
  },
  create: () => unpinned((name) => /[=/]/.test(name), 'apt-get', 'apt', 'aptitude'),
})
