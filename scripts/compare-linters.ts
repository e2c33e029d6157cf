/**
 * Writes docs/linters.md: what this linter and tally find in the texts of test/lint/verdicts.ts, rule by rule.
 * Run: `node scripts/compare-linters.ts /path/to/tally`.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtinRules, parseLintConfig } from '../src/lint/index.ts'
import { ownRules } from '../src/lint/own-rules.ts'
import { lintDockerfile } from '../src/offline/index.ts'
import { createSourceFile } from '../src/source/index.ts'
import { verdicts } from '../test/lint/verdicts.ts'

/** What tally calls a rule that hadolint does not have. */
const inTally: Readonly<Record<string, string>> = {
  ChownInOwnLayer: 'tally/prefer-copy-chmod',
  CopyAfterUser: 'tally/copy-after-user-without-chown',
  HardcodedSecret: 'tally/secrets-in-code',
  JsonLikeShellForm: 'tally/invalid-json-form',
  ShellInScratch: 'tally/shell-run-in-scratch',
  UngracefulStopsignal: 'tally/no-ungraceful-stopsignal',
  UnusedStage: 'tally/no-unreachable-stages',
  UserNotUsed: 'tally/user-created-but-never-used',
}

const [tally] = process.argv.slice(2)
if (tally === undefined) throw new Error('usage: compare-linters.ts /path/to/tally')
const rules = [...builtinRules, ...ownRules()]

interface Count {
  readonly found: number
  readonly alarms: number
}

async function ours(name: string): Promise<Count> {
  const finds = async (text: string) => {
    const { findings } = await lintDockerfile(createSourceFile('Dockerfile', text), {
      rules,
      config: parseLintConfig(''),
    })
    return findings.some(({ rule }) => rule.name === name)
  }
  const { faults, innocent } = verdictsOf(name)
  const count = async (texts: readonly string[]) =>
    (await Promise.all(texts.map(finds))).filter((found) => found).length
  return { found: await count(faults), alarms: await count(innocent) }
}

function verdictsOf(name: string) {
  return verdicts[name] ?? { faults: [], innocent: [] }
}

/** The rules that tally names in each text. */
function runTally(texts: readonly string[]): readonly ReadonlySet<string>[] {
  const directory = mkdtempSync(join(tmpdir(), 'slipway-compare-'))
  try {
    const files = texts.map((text, index) => {
      const file = join(directory, `${index}.Dockerfile`)
      writeFileSync(file, text)
      return file
    })
    return files.map((file) => {
      let out: string
      try {
        out = execFileSync(
          tally as string,
          ['lint', '--no-config', '--slow-checks=off', '--format=json', file],
          {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
          },
        )
      } catch (error) {
        out = (error as { readonly stdout: string }).stdout
      }
      const report = JSON.parse(out || '{"files":[]}') as {
        readonly files: readonly { readonly violations: readonly { readonly rule: string }[] | null }[]
      }
      return new Set(report.files.flatMap(({ violations }) => (violations ?? []).map(({ rule }) => rule)))
    })
  } finally {
    rmSync(directory, { recursive: true })
  }
}

const names = Object.keys(verdicts).sort()
const texts = names.flatMap((name) => [...verdictsOf(name).faults, ...verdictsOf(name).innocent])
const found = runTally(texts)
const everInTally = new Set(found.flatMap((set) => [...set]))
const version = execFileSync(tally, ['--version'], { encoding: 'utf8' }).split(' ')[2] ?? ''

const rows: string[] = []
let at = 0
const totals = {
  faults: 0,
  innocent: 0,
  ours: 0,
  ourAlarms: 0,
  tallyRules: 0,
  tallyFaults: 0,
  tallyInnocent: 0,
  tally: 0,
  tallyAlarms: 0,
}
for (const name of names) {
  const { faults, innocent } = verdictsOf(name)
  const sets = found.slice(at, at + faults.length + innocent.length)
  at += faults.length + innocent.length
  const aliases = rules.find((rule) => rule.name === name)?.aliases ?? []
  const codes = aliases.filter((code) => code.startsWith('DL'))
  const theirs = [inTally[name], ...codes.map((code) => `hadolint/${code}`)].find(
    (rule) => rule !== undefined && everInTally.has(rule),
  )
  const own = await ours(name)
  const has = (set: ReadonlySet<string>) => theirs !== undefined && set.has(theirs)
  const other: Count = {
    found: sets.slice(0, faults.length).filter(has).length,
    alarms: sets.slice(faults.length).filter(has).length,
  }
  totals.faults += faults.length
  totals.innocent += innocent.length
  totals.ours += own.found
  totals.ourAlarms += own.alarms
  if (theirs !== undefined) {
    totals.tallyRules++
    totals.tallyFaults += faults.length
    totals.tallyInnocent += innocent.length
    totals.tally += other.found
    totals.tallyAlarms += other.alarms
  }
  const cells = [
    `[${name}](rules.md#${name.toLowerCase()})`,
    codes.join(', ') || '–',
    theirs?.replace(/^hadolint\//, '') ?? '–',
    `${own.found} of ${faults.length}`,
    theirs === undefined ? '–' : `${other.found} of ${faults.length}`,
    `${own.alarms} of ${innocent.length}`,
    theirs === undefined ? '–' : `${other.alarms} of ${innocent.length}`,
  ]
  rows.push(`| ${cells.join(' | ')} |`)
}

const text = `# Beside other linters

<!-- Generated by scripts/compare-linters.ts. Do not edit. -->

What [the linter](lint.md) finds and what it lets be, next to [hadolint](https://github.com/hadolint/hadolint) and
[tally](https://github.com/wharflab/tally). For each rule, \`test/lint/verdicts.ts\` has Dockerfiles with the fault, and
others that look much like it and are right: an option in another place, a word in a string, a cache mount, a
here-document, a comment. They were written for these tests, so that 0 false alarms of ours say that the tests pass,
not that there are none in the world; for others the same texts were new. Measured with tally ${version}, as it is without a
configuration; hadolint was not at hand to be measured, its column says which of its rules is meant.

Of ${totals.faults} faults this linter finds ${totals.ours}, with ${totals.ourAlarms} false alarms in ${totals.innocent} texts. Of the ${totals.tallyRules} rules that tally has
as well, with ${totals.tallyFaults} faults and ${totals.tallyInnocent} texts without, it finds ${totals.tally}, with ${totals.tallyAlarms} false alarms.

| Rule | hadolint | tally | faults found | by tally | false alarms | of tally |
| --- | --- | --- | --: | --: | --: | --: |
${rows.join('\n')}

What hadolint has and this linter has no rule for is an error of every build: DL3011 (ports), DL3023 (\`COPY --from\` of
the own stage), DL3043 (what \`ONBUILD\` forbids), DL3061 (the order of instructions). DL3000, DL3012, DL3024, DL3025,
DL3029, DL4000, DL4003 and DL4004 are [build checks](checks.md), and go by these codes too.
`
writeFileSync(new URL('../docs/linters.md', import.meta.url), text)
