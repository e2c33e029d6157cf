import { builtinInstructions, type InstructionDefinitionTable } from '../convert/index.ts'
import { explain, isConsequence, parseSyntaxTree, type Tree, treeOf } from '../dockerfile/index.ts'
import { build, type Frontend } from '../frontend/index.ts'
import type { BuildResult } from '../gateway/client.ts'
import type { OfflineClient } from '../offline/index.ts'
import { BuildError, createSourceFile, type SourceFile } from '../source/index.ts'
import type { DockerfileSource } from './dockerfile-source.ts'

/** What came of a build, and everything that is wrong with its Dockerfile. */
export interface CollectedBuild {
  /** Undefined where the build could not go on; good for nothing where there are errors. */
  readonly result: BuildResult | undefined
  /** In the order of their places, each with the words that it is about and the way out, where they are known. */
  readonly errors: readonly BuildError[]
}

/** Runs a build and collects what is wrong: no mistake hides another one. */
export async function buildCollecting(
  client: OfflineClient,
  frontend: Frontend,
  dockerfile: DockerfileSource,
): Promise<CollectedBuild> {
  const errors: BuildError[] = []
  let result: BuildResult | undefined
  try {
    result = await build(client, { ...frontend, onMistake: (error) => void errors.push(error) })
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    if (errors.length === 0 || !isConsequence(error)) errors.push(error)
  }
  return { result, errors: explained(errors, frontend, dockerfile) }
}

/** Errors of a build without repetitions, in the order of their places, with what there is to say about them. */
export function explained(
  errors: readonly BuildError[],
  frontend: Frontend,
  { filename, bytes }: DockerfileSource,
): readonly BuildError[] {
  if (errors.length === 0) return []
  const main = createSourceFile(filename, bytes)
  const trees = new Map<string, Tree>()
  const treeFor = (file: SourceFile): Tree => {
    let tree = trees.get(file.text)
    if (!tree) {
      const table = languageOf(frontend, main)
      tree = treeOf(parseSyntaxTree(file, table), table)
      trees.set(file.text, tree)
    }
    return tree
  }
  const seen = new Map<string, BuildError>()
  for (const error of errors) {
    const key = [error.code, error.message, error.spans[0]?.file.filename, error.spans[0]?.start].join('\n')
    if (!seen.has(key)) seen.set(key, explain(error, treeFor(error.spans[0]?.file ?? main)))
  }
  return [...seen.values()].sort((a, b) => placeOf(a) - placeOf(b))
}

/** The instructions that a file knows, as far as the extensions that it asks for are there. */
function languageOf(frontend: Frontend, file: SourceFile): InstructionDefinitionTable {
  let own: Partial<Frontend> | undefined
  try {
    own = frontend.forFile?.(file)
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
  }
  return own?.instructions ?? frontend.instructions ?? builtinInstructions
}

function placeOf({ spans, locations }: BuildError): number {
  const [span] = spans
  if (span) return span.start
  const [location] = locations
  const line = location?.ranges[0]?.start.line
  return location && line !== undefined ? (location.file.lineStarts[line - 1] ?? 0) : Number.POSITIVE_INFINITY
}
