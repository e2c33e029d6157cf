import { convertDockerfile } from '../convert/index.ts'
import {
  createLinter,
  LintCollector,
  type LintConfig,
  type LintResult,
  type LintRule,
} from '../lint/index.ts'
import type { Platform } from '../platform/index.ts'
import { BuildError, type SourceFile } from '../source/index.ts'
import { offlineConversion } from './offline-conversion.ts'
import { type OfflineSourcesOptions, offlineSources } from './offline-sources.ts'

/** What is checked, and for what build. */
export interface LintDockerfileOptions extends OfflineSourcesOptions {
  /** The built-in ones by default. */
  readonly rules?: readonly LintRule[]
  /** In place of what the file's `# check=` directive says. */
  readonly config?: LintConfig
  /** Checks what this stage needs; all stages by default. */
  readonly target?: string
  readonly buildArgs?: ReadonlyMap<string, string>
  /** What to build for and on; `linux/amd64` by default. */
  readonly platform?: Platform
}

/**
 * Runs build checks over a Dockerfile, without a daemon, files or images: what is not told is made up.
 * Mistakes that keep it from being built are part of the result; nothing is thrown for them.
 *
 * @example
 * const { findings } = await lintDockerfile(createSourceFile('Dockerfile', 'FROM alpine as base\n'))
 * findings.map(formatFinding) // ["FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)"]
 */
export async function lintDockerfile(
  file: SourceFile,
  options: LintDockerfileOptions = {},
): Promise<LintResult> {
  const collector = new LintCollector(file)
  try {
    const linter = createLinter({
      file,
      config: options.config,
      onFinding: collector.add,
      ...(options.rules ? { rules: options.rules } : {}),
    })
    const { target = '', buildArgs = new Map(), platform } = options
    await convertDockerfile(
      offlineConversion(file, {
        lint: linter,
        target,
        allStages: target === '',
        describing: true,
        buildArgs,
        sources: offlineSources(options),
        ...(platform ? { targetPlatform: platform, buildPlatforms: [platform] } : {}),
      }),
    )
    const error = linter.error()
    if (error) collector.fail(error)
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    collector.fail(error)
  }
  return collector.result()
}
