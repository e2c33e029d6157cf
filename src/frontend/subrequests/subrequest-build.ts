import {
  type BuildReader,
  builtinInstructions,
  type ConvertResult,
  convertDockerfile,
  createBuildReader,
  listTargets,
  type Outline,
  outlineDockerfile,
  parseFiles,
  type Target,
} from '../../convert/index.ts'
import type { Dockerfile } from '../../dockerfile/index.ts'
import { type Finding, LintCollector, type LintResult } from '../../lint/index.ts'
import type { Definition, Sha256 } from '../../llb/index.ts'
import { BuildError, type SourceFile } from '../../source/index.ts'
import { type Conversion, parseOptions, prepareConversion } from '../conversion.ts'
import type { BuildOptions } from '../options/build-options.ts'
import { convertFor, marshalTarget } from '../platform-build.ts'
import { fullMessage } from '../wire-error.ts'
import type { Subrequest } from './subrequest.ts'

/** What a subrequest is given to answer with. The Dockerfile is read anew for each question. */
export interface SubrequestBuild {
  /** The Dockerfile. */
  readonly file: SourceFile
  /** What the client asked for: target, build args, platforms … */
  readonly options: BuildOptions
  /** All subrequests of the frontend. */
  readonly subrequests: readonly Subrequest[]
  readonly reader: BuildReader
  /** The hash that digests of ops are made with. */
  readonly sha256: Sha256
  /** Shows what a build check finds in the progress output. */
  readonly warn: (finding: Finding) => void
  /** The graph that a source file was read from. */
  definitionOf(file: SourceFile): Definition | undefined
  /** The Dockerfile as typed instructions. Throws BuildError. */
  parse(): Promise<Dockerfile>
  /** The stages that can be built. Throws BuildError. */
  targets(): Promise<readonly Target[]>
  /** What the target takes from outside. Throws BuildError. */
  outline(): Promise<Outline>
  /** What build checks find: of all stages, or of those that the target needs where one is named. */
  check(): Promise<LintResult>
  /** What would be built for the daemon's platform. Policies are not asked: nothing is. Throws BuildError. */
  convert(): Promise<ConvertResult>
  /** What was converted as the daemon takes it. */
  marshal(converted: ConvertResult): Definition
}

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
    outline: () => outlineDockerfile(prepareConversion(conversion, { onFinding: warn }), instructions),
    async check() {
      const collector = new LintCollector(dockerfile.file)
      try {
        const prepared = prepareConversion(conversion, {
          allStages: options.target === '',
          onFinding: collector.add,
        })
        await convertDockerfile(prepared, instructions)
      } catch (error) {
        if (!(error instanceof BuildError)) throw error
        collector.fail(error.with({ message: fullMessage(error) }))
      }
      return collector.result()
    },
    convert: () => convertFor(conversion, undefined, warn),
    marshal: (converted) => marshalTarget(conversion, converted),
  }
}
