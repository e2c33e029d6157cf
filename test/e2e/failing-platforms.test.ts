import { describe, expect, it } from 'vitest'
import { tryBuild } from './build.ts'
import { readWarnings } from './progress.ts'

describe('a build for several platforms that fails', () => {
  const dockerfile = `# check=error=true
FROM scratch
ENV A 1
MAINTAINER me
ENV B 2
LABEL c d
`

  it.each(Array.from({ length: 20 }, (_, run) => run + 1))('has every warning, in run %i', async () => {
    const { code, printed, stderr } = await tryBuild({
      dockerfile,
      args: ['--platform=linux/amd64,linux/arm64,linux/s390x'],
      output: 'none',
    })
    expect(code).not.toBe(0)
    expect(printed).toContain('lint violation found for rules: ')
    // The first line of the file names the frontend, so that each stands one line further down.
    const lines = readWarnings(stderr).map((warning) => warning.replace(/^(\w+): .* at (\d+)$/, '$1 $2'))
    expect([...new Set(lines)].sort()).toEqual([
      'LegacyKeyValueFormat 4',
      'LegacyKeyValueFormat 6',
      'LegacyKeyValueFormat 7',
      'MaintainerDeprecated 5',
    ])
  })
})
