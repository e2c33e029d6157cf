import { ownRule } from '../../own-rule.ts'
import { upgradesAll } from './rpm-rules.ts'

export const yumUpgrade = ownRule({
  name: 'YumUpgrade',
  aliases: ['DL3031', 'DL3039'],
  description: 'Base images should be replaced rather than upgraded',
  severity: 'warning',
  optional: true,
  documentation: {
    what: '`yum update` or `dnf upgrade` of all packages.',
    why: 'All that changes is in the image twice, and what is in it depends on the day of the build. Taking a newer base image does the same without either.',
    bad: 'FROM fedora:40\nRUN dnf upgrade -y && dnf clean all\n',
    good: 'FROM fedora:41\n',
  },
  create: () => upgradesAll('yum', 'dnf', 'dnf5', 'microdnf', 'tdnf'),
})
