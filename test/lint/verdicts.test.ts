import { describe, expect, test } from 'vitest'
import { builtinRules, parseLintConfig } from '../../src/lint/index.ts'
import { ownRules } from '../../src/lint/own-rules.ts'
import { lintDockerfile } from '../../src/offline/index.ts'
import { createSourceFile } from '../../src/source/index.ts'
import { verdicts } from './verdicts.ts'

const rules = [...builtinRules, ...ownRules()]

async function finds(name: string, text: string): Promise<boolean> {
  const { findings } = await lintDockerfile(createSourceFile('Dockerfile', text), {
    rules: rules.filter((rule) => rule.name === name),
    config: parseLintConfig(''),
  })
  return findings.length > 0
}

describe.each(Object.entries(verdicts))('%s', (name, { faults, innocent }) => {
  test.each(faults.map((text) => [text]))('finds %j', async (text) => {
    expect(await finds(name, text)).toBe(true)
  })
  test.each(innocent.map((text) => [text]))('lets %j be', async (text) => {
    expect(await finds(name, text)).toBe(false)
  })
})

test('every rule that is on has both', () => {
  const configured =
    /^Label(?!Key)|^UntrustedRegistry$|^UnusedNamedContext$|^CopyExcludedFile$|^ExcludeMatchesNothing$/
  const asked = ownRules().filter(({ name, optional }) => !optional && !configured.test(name))
  expect(asked.map(({ name }) => name).filter((name) => !(name in verdicts))).toEqual([])
})
