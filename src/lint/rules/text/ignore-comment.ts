import { ownRule } from '../../own-rule.ts'

export const ignoreComment = ownRule({
  name: 'IgnoreComment',
  aliases: ['DL1001'],
  description: 'Comments should not turn rules off',
  severity: 'warning',
  optional: true,
  documentation: {
    what: 'A comment such as `# hadolint ignore=DL3008` or `# slipway ignore=NoSudo` turns rules off.',
    why: 'Some want exceptions in one place alone, the configuration.',
    bad: 'FROM alpine:3\n# slipway ignore=NoSudo\nRUN mkdir /srv/a\n',
    good: 'FROM alpine:3\nRUN mkdir /srv/a\n',
  },
  create: () => ({
    tree({ tree }, report) {
      for (const { text, span } of tree.comments) {
        if (/^(?:hadolint|slipway)[\t ]+(?:global[\t ]+)?ignore[\t ]*=/i.test(text))
          report('This comment turns rules off', { span })
      }
    },
  }),
})
