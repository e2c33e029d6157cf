import { ownRule } from '../../own-rule.ts'
import { unpinned, whyPinned } from './rpm-rules.ts'

export const pinZypperVersions = ownRule({
  name: 'PinZypperVersions',
  aliases: ['DL3037'],
  description: 'Packages should be installed in a certain version',
  severity: 'warning',
  optional: true,
  documentation: {
    what: '`zypper install` of a package without a version.',
    why: whyPinned,
    bad: 'FROM opensuse/leap:15.6\nRUN zypper install -y httpd && zypper clean\n',
    good: 'FROM opensuse/leap:15.6\nRUN zypper install -y httpd=2.4.58 && zypper clean\n',
  },
  create: () => unpinned((name) => /[=<>]|-\d/.test(name), 'zypper'),
})
