import { ownRule } from '../../own-rule.ts'
import { eachBaseImage } from './base-image.ts'

export const pinImageDigest = ownRule({
  name: 'PinImageDigest',
  description: 'Base images should have a digest',
  severity: 'warning',
  optional: true,
  documentation: {
    what: '`FROM` names an image without a digest.',
    why: 'A tag can be moved to another image, a digest cannot. Programs such as Renovate keep digests up to date.',
    bad: 'FROM debian:12\n',
    good: 'FROM debian:12@sha256:24534f7bd0f2a8ce0f0a8a0e4c1f9cd2b3b5f8bd5dbd4c6b0d9a5a4cb1f8a7d1\n',
  },
  create: () =>
    eachBaseImage(({ reference, report, written }) => {
      if (reference.digest === undefined) report(`${written} can be moved to another image: add its digest`)
    }),
})
