import { quote } from '../../go/index.ts'
import type { Platform } from '../../platform/index.ts'
import { parsePlatform } from '../../platform/index.ts'
import { BuildError } from '../../source/index.ts'
import type { LintRule } from '../event.ts'
import { textOf } from '../node-text.ts'

export const fromPlatformFlagConstDisallowed: LintRule = {
  name: 'FromPlatformFlagConstDisallowed',
  description: 'FROM --platform flag should not use a constant value',
  url: 'https://docs.docker.com/go/dockerfile/rule/from-platform-flag-const-disallowed/',
  aliases: ['DL3029'],
  documentation: {
    what: '`FROM --platform` has a constant value, and the name of the stage names neither the operating system nor the architecture.',
    why: 'Whatever platform the build is for, the stage is made for that one. Give the platform with the build (`--platform`), or use `$BUILDPLATFORM` for stages that cross-compile. A stage that is for one platform on purpose can say so in its name.',
    bad: 'FROM --platform=linux/amd64 golang AS build\nRUN go version\n',
    good: 'FROM --platform=$BUILDPLATFORM golang AS build\nRUN go version\n\nFROM --platform=linux/amd64 golang AS build-amd64\nRUN go version\n',
  },
  create: () => ({
    'from-expanded'({ from, part, expanded, matched, unmatched }, report) {
      if (part !== 'platform' || matched.size > 0 || unmatched.size > 0) return
      const platform = parse(expanded)
      if (!platform) return
      const { stageName } = from
      if (stageName.includes(platform.os) || stageName.includes(platform.architecture)) return
      report(`FROM --platform flag should not use constant value ${quote(expanded)}`, {
        fix: () => textOf(from.node).withoutFlag('platform', false),
      })
    },
  }),
}

/** Undefined for what is no platform: the build fails on it soon after. */
function parse(text: string): Platform | undefined {
  try {
    return parsePlatform(text)
  } catch (error) {
    if (error instanceof BuildError) return undefined
    throw error
  }
}
