import { ownRule } from '../../own-rule.ts'
import { eachBaseImage } from './base-image.ts'

export const latestTag = ownRule({
  name: 'LatestTag',
  aliases: ['DL3007'],
  description: 'Base images should have a tag that says something',
  severity: 'warning',
  documentation: {
    what: '`FROM` names an image with the tag `latest`, and no digest.',
    why: 'It may be another image tomorrow, of another major version.',
    bad: 'FROM debian:latest\n',
    good: 'FROM debian:12\n',
  },
  create: () =>
    eachBaseImage(({ reference, report, written }) => {
      if (reference.tag === 'latest' && reference.digest === undefined)
        report(`${written} may be another version tomorrow`)
    }),
})
