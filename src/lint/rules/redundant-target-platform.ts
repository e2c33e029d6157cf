import type { LintRule } from '../event.ts'
import { textOf } from '../node-text.ts'

export const redundantTargetPlatform: LintRule = {
  name: 'RedundantTargetPlatform',
  description:
    'Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior',
  url: 'https://docs.docker.com/go/dockerfile/rule/redundant-target-platform/',
  documentation: {
    what: '`FROM --platform` is given `$TARGETPLATFORM`.',
    why: 'Stages are built for the target platform anyway.',
    bad: 'FROM --platform=$TARGETPLATFORM golang AS build\nRUN go version\n',
    good: 'FROM golang AS build\nRUN go version\n',
  },
  create: () => ({
    'from-expanded'({ from, part, expanded, matched, unmatched, targetPlatform }, report) {
      if (part !== 'platform' || matched.size !== 1 || unmatched.size > 0) return
      // The whole value is the variable's exactly where nothing stands around it.
      if (!matched.has('TARGETPLATFORM') || expanded !== targetPlatform) return
      report(
        `Setting platform to predefined ${from.platform} in FROM is redundant as this is the default behavior`,
        { fix: () => textOf(from.node).withoutFlag('platform', true) },
      )
    },
  }),
}
