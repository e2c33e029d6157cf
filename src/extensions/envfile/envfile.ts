import { BuildError, defineFrontend, defineInstruction, type SourceFile } from '../../api.ts'
import { readEnvFile } from './parse-env-file.ts'

/** The status of a file that is not there. */
const NOT_FOUND = 5

interface EnvFile {
  readonly paths: readonly string[]
  /** The named context that the files are in; undefined for the build context. */
  readonly from: string | undefined
  readonly optional: boolean
  /** Whether the variables are for the stage alone, and not for its image. */
  readonly buildOnly: boolean
}

const instruction = defineInstruction({
  name: 'ENVFILE',
  step: false,
  flags: { from: 'string', optional: 'boolean', 'build-only': 'boolean' },
  parse({ words, flags }): EnvFile {
    if (words.length === 0) {
      throw new BuildError('invalid-instruction', 'ENVFILE requires at least one argument')
    }
    return {
      paths: words,
      from: flags.from,
      optional: flags.optional ?? false,
      buildOnly: flags['build-only'] ?? false,
    }
  },
  expand: (value, { word }) => ({ ...value, paths: value.paths.map((path) => word(path)) }),
  async convert(envFile, stage) {
    const { paths, from, buildOnly } = envFile
    for (const path of paths) {
      if (from === undefined) {
        const { ignorePatterns } = stage.buildContext
        stage.emit({ kind: 'context-path', instruction: stage.instruction, path, ignorePatterns })
      }
      const file = await readFile(envFile, path, () => stage.reader.readFile(path, from))
      for (const { name, value, place } of file ? readEnvFile(file, stage.instruction.span) : []) {
        if (buildOnly) stage.setVariable(name, value, place)
        else stage.setEnv(name, value, place)
      }
    }
    stage.commit(['ENVFILE', ...paths].join(' '))
  },
})

async function readFile(
  { optional }: EnvFile,
  path: string,
  read: () => Promise<SourceFile>,
): Promise<SourceFile | undefined> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    const missing = error.status === NOT_FOUND || error.message.includes('no such file or directory')
    if (missing && optional) return undefined
    throw new BuildError('context', `failed to read the ENVFILE ${path}: ${error.message}`, {
      status: error.status,
      details: error.details,
      cause: error,
    })
  }
}

/**
 * `ENVFILE`: the variables of files in the build context, as ENV would set them, or for the stage alone.
 *
 * @example
 * // ENVFILE versions.env
 * // ENVFILE --build-only --optional ci.env
 * export default defineFrontend({ name: 'myorg', use: [envfile] })
 */
export const envfile = defineFrontend({ name: 'envfile', instructions: [instruction] })
