import {
  builtinInstructions,
  convertDockerfile,
  createBuildReader,
  listTargets,
  outlineDockerfile,
  parseFiles,
} from '../../convert/index.ts'
import { isConsequence } from '../../dockerfile/index.ts'
import { type Finding, LintCollector, type LintListener } from '../../lint/index.ts'
import { BuildError } from '../../source/index.ts'
import { type Conversion, parseOptions, prepareConversion } from '../conversion.ts'
import { convertFor, marshalTarget } from '../platform-build.ts'
import { fullMessage } from '../wire-error.ts'
import type { Subrequest, SubrequestBuild } from './subrequest.ts'

/** Makes what the subrequests of one build are given. */
export function createSubrequestBuild(
  conversion: Conversion,
  subrequests: readonly Subrequest[],
  warn: (finding: Finding) => void,
): SubrequestBuild {
  const { dockerfile, frontend, session } = conversion
  const { options } = session
  const { instructions = builtinInstructions } = frontend
  const reading = parseOptions(conversion)
  return {
    file: dockerfile.file,
    options,
    subrequests,
    reader: createBuildReader(reading, options.targetPlatforms[0] ?? frontend.host),
    sha256: frontend.sha256,
    warn,
    definitionOf: (file) => dockerfile.definitionOf(file),
    async parse() {
      return (await parseFiles(reading, instructions, () => {})).dockerfile
    },
    targets: () => listTargets(reading, instructions),
    outline: () =>
      outlineDockerfile(prepareConversion(conversion, { describing: true, onFinding: warn }), instructions),
    async check() {
      const collector = new LintCollector(dockerfile.file)
      const mistakes: BuildError[] = []
      const goesOn = frontend.rules?.some((rule) => rule.hearsMistakes) ?? false
      let lint: LintListener | undefined
      try {
        const prepared = prepareConversion(conversion, {
          describing: true,
          allStages: options.target === '',
          onFinding: collector.add,
          ...(goesOn ? { onMistake: (error) => void mistakes.push(error) } : {}),
        })
        lint = prepared.lint
        await convertDockerfile(prepared, instructions)
      } catch (error) {
        if (!(error instanceof BuildError)) throw error
        if (mistakes.length === 0 || !isConsequence(error)) mistakes.push(error)
      }
      const [first] = mistakes
      if (first) {
        collector.fail(first.with({ message: fullMessage(first) }))
        if (goesOn) lint?.emit({ kind: 'mistakes', mistakes, language: instructions })
      }
      return collector.result()
    },
    convert: () => convertFor(conversion, undefined, warn),
    marshal: (converted) => marshalTarget(conversion, converted),
  }
}
