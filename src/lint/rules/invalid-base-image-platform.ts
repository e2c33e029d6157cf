import { quote } from '../../go/index.ts'
import { formatPlatformAll, normalizePlatform } from '../../platform/index.ts'
import { locationOf } from '../../source/index.ts'
import type { LintRule } from '../event.ts'

export const invalidBaseImagePlatform: LintRule = {
  name: 'InvalidBaseImagePlatform',
  description: 'Base image platform does not match expected target platform',
  url: '',
  documentation: {
    what: 'The base image that was found is for another operating system or architecture than the one that was asked for.',
    why: 'Images that are made for one platform alone are used even where they do not fit. Their programs run by emulation, or not at all.',
    bad: '# Built for linux/amd64; the image exists for linux/arm64 alone.\nFROM registry.example.com/tools:arm64\nRUN make\n',
    good: '# An image that exists for every platform of the build.\nFROM registry.example.com/tools\nRUN make\n',
  },
  create: () => ({
    'base-image'({ from, name, expected, actual }, report) {
      if (expected.os === actual.os && expected.architecture === actual.architecture) return
      const [was, wanted] = [actual, expected].map((p) => quote(formatPlatformAll(normalizePlatform(p))))
      report(
        `Base image ${name} was pulled with platform ${was}, expected ${wanted} for current build`,
        locationOf(from.span),
      )
    },
  }),
}
