import { ownRule } from '../../own-rule.ts'
import { eachCommand } from '../../scripts/each-script.ts'

export const aptKeyDeprecated = ownRule({
  name: 'AptKeyDeprecated',
  description: 'Keys of package sources should be in files of their own',
  severity: 'warning',
  documentation: {
    what: 'A `RUN` uses `apt-key`.',
    why: 'It is gone from Debian 13 on. A key that it adds is trusted for every source of packages, not only for the one that it belongs to.',
    bad: 'FROM debian:11\nRUN apt-key add /tmp/key.asc\n',
    good: 'FROM debian:11\nADD --chmod=644 --checksum=sha256:24534f7bd0f2a8ce0f0a8a0e4c1f9cd2b3b5f8bd5dbd4c6b0d9a5a4cb1f8a7d1 https://example.com/key.asc /etc/apt/keyrings/example.asc\n',
  },
  create: () =>
    eachCommand(['apt-key'], (command, script, report) => {
      report('apt-key is going away: put the key into /etc/apt/keyrings and name it with signed-by', {
        span: script.spanOf(command.nameWord),
      })
    }),
})
