import { ownRule } from '../../own-rule.ts'
import { eachBaseImage } from './base-image.ts'

export const untaggedImage = ownRule({
  name: 'UntaggedImage',
  aliases: ['DL3006'],
  description: 'Base images should have a tag or a digest',
  severity: 'warning',
  documentation: {
    what: '`FROM` names an image without a tag and without a digest.',
    why: 'It is then `latest`, whatever that is on the day of the build.',
    bad: 'FROM debian\n',
    good: 'FROM debian:12\n',
  },
  create: () =>
    eachBaseImage(({ reference, report, written }) => {
      if (reference.tag === undefined && reference.digest === undefined)
        report(`No version is asked for of ${written}: name a tag or a digest`)
    }),
})
