import { describe, expect, test } from 'vitest'
import { builtinRules, parseLintConfig, type RuleSettings } from '../../../src/lint/index.ts'
import { ownRules } from '../../../src/lint/own-rules.ts'
import { type LintDockerfileOptions, lintDockerfile } from '../../../src/offline/index.ts'
import { createSourceFile } from '../../../src/source/index.ts'

/** What an example says of its settings in its first comment. */
function settingsIn(dockerfile: string): RuleSettings {
  const registry = /trustedRegistries: \[(\S+)\]/.exec(dockerfile)?.[1]
  const type = /labels: \{ x: (\w+) \}/.exec(dockerfile)?.[1]
  const context = /--build-context (\w+)=/.exec(dockerfile)?.[1]
  return {
    trustedRegistries: registry === undefined ? [] : [registry],
    labels: type === undefined ? {} : { x: type as 'text' },
    strictLabels: dockerfile.includes('strictLabels: true'),
    namedContexts: context === undefined ? [] : [context],
    contextPaths: () => /The build context has: (.*)/.exec(dockerfile)?.[1]?.split(', '),
  }
}

const surroundings: Readonly<Record<string, LintDockerfileOptions>> = {
  CopyExcludedFile: { ignorePatterns: ['private', 'docs/*', '!docs/a.md'] },
}

/** The names of what all own rules find, optional ones but for the one that is asked about left out. */
async function namesIn(dockerfile: string, asked: string): Promise<readonly string[]> {
  const rules = ownRules(settingsIn(dockerfile))
    .filter(({ name, optional }) => !optional || name === asked)
    .map((rule) => ({ ...rule, optional: false }))
  const result = await lintDockerfile(createSourceFile('Dockerfile', dockerfile), {
    ...surroundings[asked],
    rules,
  })
  return result.findings.map((finding) => finding.rule.name)
}

const rules = ownRules()

test('there are at least 60, each with a name and a code of its own', () => {
  expect(rules.length).toBeGreaterThanOrEqual(60)
  const names = [...rules, ...builtinRules].map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  const codes = [...rules, ...builtinRules].flatMap(({ aliases = [] }) => aliases)
  expect(new Set(codes).size).toBe(codes.length)
  for (const { name, description, severity } of rules) {
    expect(name).toMatch(/^[A-Z][A-Za-z0-9]+$/)
    expect(description, name).toMatch(/^[^.]+$/)
    expect(severity, name).toBeDefined()
  }
})

describe.each(rules)('$name', ({ name, documentation }) => {
  test('reports its bad example', async () => {
    expect(await namesIn(documentation?.bad ?? '', name)).toContain(name)
  })

  test('has nothing to say of its good example, nor has any other rule', async () => {
    expect(await namesIn(documentation?.good ?? '', name)).toEqual([])
  })
})

test('what is off by default is what asks for versions, and what most do not want', () => {
  const optional = rules.filter((rule) => rule.optional).map(({ name }) => name)
  expect(optional.filter((name) => !name.startsWith('Pin')).sort()).toEqual([
    'ApkUpgrade',
    'AptDistUpgrade',
    'CopyAfterUser',
    'HealthcheckMissing',
    'IgnoreComment',
    'NumericUser',
    'PipeToShell',
    'YumUpgrade',
  ])
})

test('a build runs none of them', async () => {
  const file = createSourceFile('Dockerfile', 'FROM debian\nRUN sudo apt install curl\n')
  const { findings } = await lintDockerfile(file)
  expect(findings).toEqual([])
})

test('comments above an instruction turn rules off', async () => {
  const check = async (comment: string) => {
    const file = createSourceFile('Dockerfile', `FROM debian:12\n${comment}\nRUN sudo apt-get update\n`)
    const { findings } = await lintDockerfile(file, { rules, config: parseLintConfig('') })
    return findings.map(({ rule }) => rule.name)
  }
  expect(await check('# text')).toContain('AptListsNotRemoved')
  expect(await check('# check=skip=AptListsNotRemoved,NoSudo,AptUpdateAlone')).toEqual([])
})
