import { type LintRule, parseLintConfig } from '../src/lint/index.ts'
import type { RuleFixes } from '../src/lint/rule-docs.ts'
import { lintDockerfile } from '../src/offline/index.ts'
import { createSourceFile } from '../src/source/index.ts'

/** Where a fix depends on what is written, and the example of the documentation has none. */
const examples: Readonly<Record<string, string>> = {
  JsonLikeShellForm: "FROM a\nVOLUME ['/b', '/c']\n",
  UndefinedVar: 'FROM a\nARG VERSION=1\nLABEL b=$VERSIO\n',
  UndefinedArgInFrom: 'ARG VERSION=1\nFROM a:$VERSION$VERSIO\n',
  FailureIgnored: 'FROM a\nRUN <<EOF\nmake\necho\nEOF\n',
}

/** Which rules can put right what they find, and whether that is safe: seen in the examples of their documentation. */
export async function ruleFixes(rules: readonly LintRule[]): Promise<RuleFixes> {
  const found = new Map<string, 'safe' | 'unsafe'>()
  for (const rule of rules) {
    const text = examples[rule.name] ?? rule.documentation?.bad ?? ''
    const { findings } = await lintDockerfile(createSourceFile('Dockerfile', text), {
      rules: [{ ...rule, optional: false, experimental: false }],
      config: parseLintConfig(''),
    })
    const fixes = findings.map(({ fix }) => fix?.()).filter((fix) => fix !== undefined)
    if (fixes.length > 0) found.set(rule.name, fixes.some(({ safe }) => safe) ? 'safe' : 'unsafe')
  }
  return found
}
