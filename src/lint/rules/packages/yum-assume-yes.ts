import { ownRule } from '../../own-rule.ts'
import { assumeYes } from './rpm-rules.ts'

export const yumAssumeYes = ownRule({
  name: 'YumAssumeYes',
  aliases: ['DL3030'],
  description: 'yum should not ask questions',
  severity: 'warning',
  documentation: {
    what: '`yum install` (or another command that asks before it goes on) runs without `-y`.',
    why: 'Nobody is there to answer in a build, which fails.',
    bad: 'FROM centos:7\nRUN yum install httpd && yum clean all\n',
    good: 'FROM centos:7\nRUN yum install -y httpd && yum clean all\n',
  },
  create: () => assumeYes('yum'),
})
