import { ownRule } from '../../own-rule.ts'
import { assumeYes } from './rpm-rules.ts'

export const dnfAssumeYes = ownRule({
  name: 'DnfAssumeYes',
  aliases: ['DL3038'],
  description: 'dnf should not ask questions',
  severity: 'warning',
  documentation: {
    what: '`dnf install` or `microdnf install` (or another command that asks before it goes on) runs without `-y`.',
    why: 'Nobody is there to answer in a build, which fails.',
    bad: 'FROM fedora:40\nRUN dnf install httpd && dnf clean all\n',
    good: 'FROM fedora:40\nRUN dnf install -y httpd && dnf clean all\n',
  },
  create: () => assumeYes('dnf', 'dnf5', 'microdnf', 'tdnf'),
})
