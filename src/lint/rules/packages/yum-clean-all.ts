import { ownRule } from '../../own-rule.ts'
import { cleanAll } from './rpm-rules.ts'

export const yumCleanAll = ownRule({
  name: 'YumCleanAll',
  aliases: ['DL3032'],
  description: 'The cache of yum should not be in the image',
  severity: 'warning',
  documentation: {
    what: 'A `RUN` installs with yum and does not run `yum clean all`.',
    why: 'The index and the packages stay in the layer, tens of megabytes that nobody uses.',
    bad: 'FROM centos:7\nRUN yum install -y httpd\n',
    good: 'FROM centos:7\nRUN yum install -y httpd && yum clean all\n',
  },
  create: () => cleanAll(['/var/cache/yum'], 'yum'),
})
