import { ownRule } from '../../own-rule.ts'
import { unpinned, whyPinned } from './rpm-rules.ts'

export const pinDnfVersions = ownRule({
  name: 'PinDnfVersions',
  aliases: ['DL3041'],
  description: 'Packages should be installed in a certain version',
  severity: 'warning',
  optional: true,
  documentation: {
    what: '`dnf install` or `microdnf install` of a package without `-VERSION`.',
    why: whyPinned,
    bad: 'FROM fedora:40\nRUN dnf install -y httpd && dnf clean all\n',
    good: 'FROM fedora:40\nRUN dnf install -y httpd-2.4.62 && dnf clean all\n',
  },
  create: () => unpinned((name) => /-\d/.test(name), 'dnf', 'dnf5', 'microdnf', 'tdnf'),
})
