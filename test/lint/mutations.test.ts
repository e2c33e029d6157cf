import { expect, test } from 'vitest'
import { applyFixes, builtinRules, type Fix, parseLintConfig } from '../../src/lint/index.ts'
import { ownRules } from '../../src/lint/own-rules.ts'
import { lintDockerfile } from '../../src/offline/index.ts'
import { createSourceFile } from '../../src/source/index.ts'
import { corpus } from '../corpus/dockerfiles.ts'
import { mutated } from '../corpus/mutate.ts'
import { randomOf } from '../corpus/random.ts'

const rules = [...builtinRules, ...ownRules()].map((rule) => ({
  ...rule,
  optional: false,
  experimental: false,
}))

test('whatever is in a file: no rule fails, places are in the file, fixes can be made', async () => {
  const random = randomOf(2026)
  const files = corpus(60)
  const others = files.map(({ text }) => text)
  for (let round = 0; round < 600; round++) {
    const text = mutated(random.pick(files).text, random, others)
    const file = createSourceFile('Dockerfile', text)
    const { findings } = await lintDockerfile(file, { rules, config: parseLintConfig('') })
    for (const { span, fix, rule } of findings) {
      if (span) {
        const inFile = 0 <= span.start && span.start <= span.end && span.end <= span.file.text.length
        expect(inFile, `${rule.name}: ${text}`).toBe(true)
      }
      const change = fix?.()
      if (change) expect(() => applyFixes(file, [change]), `${rule.name}: ${text}`).not.toThrow()
    }
    const fixes = findings.map(({ fix }) => fix?.()).filter((fix): fix is Fix => fix !== undefined)
    expect(() => applyFixes(file, fixes), String(text)).not.toThrow()
  }
})
