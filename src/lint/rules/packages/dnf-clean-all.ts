import { ownRule } from '../../own-rule.ts'
import { cleanAll } from './rpm-rules.ts'

export const dnfCleanAll = ownRule({
  name: 'DnfCleanAll',
  aliases: ['DL3040'],
  description: 'The cache of dnf should not be in the image',
  severity: 'warning',
  documentation: {
    what: 'A `RUN` installs with dnf or microdnf and does not run `dnf clean all`.',
    why: 'The index and the packages stay in the layer, tens of megabytes that nobody uses.',
    bad: 'FROM fedora:40\nRUN dnf install -y httpd\n',
    good: 'FROM fedora:40\nRUN dnf install -y httpd && dnf clean all\n',
  },
  create: () =>
    cleanAll(['/var/cache/dnf', '/var/cache/libdnf5', '/var/cache/yum'], 'dnf', 'dnf5', 'microdnf', 'tdnf'),
})
