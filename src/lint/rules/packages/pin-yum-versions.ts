import { ownRule } from '../../own-rule.ts'
import { unpinned, whyPinned } from './rpm-rules.ts'

export const pinYumVersions = ownRule({
  name: 'PinYumVersions',
  aliases: ['DL3033'],
  description: 'Packages should be installed in a certain version',
  severity: 'warning',
  optional: true,
  documentation: {
    what: '`yum install` of a package without `-VERSION`.',
    why: whyPinned,
    bad: 'FROM centos:7\nRUN yum install -y httpd && yum clean all\n',
    good: 'FROM centos:7\nRUN yum install -y httpd-2.4.6 && yum clean all\n',
  },
  create: () => unpinned((name) => /-\d/.test(name), 'yum'),
})
