import { ownRule } from '../../own-rule.ts'
import { unpinned, whyPinned } from './rpm-rules.ts'

export const pinApkVersions = ownRule({
  name: 'PinApkVersions',
  aliases: ['DL3018'],
  description: 'Packages should be installed in a certain version',
  severity: 'warning',
  optional: true,
  documentation: {
    what: '`apk add` of a package without a version (`=`, `~`, `<` or `>`).',
    why: whyPinned,
    bad: 'FROM alpine:3\nRUN apk add --no-cache curl\n',
    good: "FROM alpine:3\nRUN apk add --no-cache 'curl~8.9'\n",
  },
  create: () => unpinned((name) => /[=~<>]/.test(name), 'apk'),
})
