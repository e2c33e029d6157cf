import { describe, expect, test } from 'vitest'
import { builtinRules, parseLintConfig } from '../../../src/lint/index.ts'
import { type LintDockerfileOptions, lintDockerfile } from '../../../src/offline/index.ts'
import { createSourceFile } from '../../../src/source/index.ts'

const encoder = new TextEncoder()

const imageConfig = (os: string, architecture: string) =>
  JSON.stringify({ os, architecture, rootfs: { type: 'layers', diff_ids: [`sha256:${'1'.repeat(64)}`] } })

/** What an example says of its surroundings in words. */
const surroundings: Readonly<Record<string, Omit<LintDockerfileOptions, 'config'>>> = {
  CopyIgnoredFile: { ignorePatterns: ['secrets'] },
  InvalidDefaultArgInFrom: { buildArgs: new Map([['RELEASE', 'stable']]) },
  InvalidBaseImagePlatform: {
    imageConfig: (reference, { os, architecture }) =>
      encoder.encode(imageConfig(os, /arm64$/.test(reference) ? 'arm64' : architecture)),
  },
}

async function findingsIn(dockerfile: string, rule: string): Promise<readonly string[]> {
  const result = await lintDockerfile(createSourceFile('Dockerfile', dockerfile), {
    ...surroundings[rule],
    config: parseLintConfig('experimental=all'),
  })
  expect(result.error).toBeUndefined()
  return result.findings.map((finding) => finding.rule.name)
}

describe.each(builtinRules)('$name', ({ name, documentation }) => {
  test('reports its bad example', async () => {
    expect(await findingsIn(documentation?.bad ?? '', name)).toContain(name)
  })

  test('has nothing to say of its good example, nor has any other rule', async () => {
    expect(await findingsIn(documentation?.good ?? '', name)).toEqual([])
  })
})
