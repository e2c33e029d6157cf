import {
  type ArgInstruction,
  type Dockerfile,
  parseDockerfile,
  parseSyntaxTree,
  type SyntaxTree,
} from '../../dockerfile/index.ts'
import type { LintEvent } from '../../lint/event.ts'
import type { Platform } from '../../platform/platform.ts'
import { BuildError, type SourceFile } from '../../source/index.ts'
import { evaluateGlobalArgs, platformArgs, type Variables } from '../args/index.ts'
import type { ConvertOptions, InstructionDefinitionTable } from '../definition/index.ts'
import { createBuildReader, noteMistake } from '../definition/index.ts'
import { hasSplices, spliceTree, withoutSplices } from './splice.ts'

/** A Dockerfile as it was parsed. */
export interface ParsedStages {
  readonly dockerfile: Dockerfile
  readonly escape: '\\' | '`'
}

/** What reading a Dockerfile depends on beside its text: other files may stand in it. */
export type ParseOptions = Pick<
  ConvertOptions,
  | 'file'
  | 'sources'
  | 'resolveMode'
  | 'buildArgs'
  | 'target'
  | 'targetPlatform'
  | 'buildPlatforms'
  | 'onMistake'
>

/** As `parseFiles`, for a Dockerfile that is to be built: one without stages is refused. */
export async function parseStages(
  options: ParseOptions,
  instructions: InstructionDefinitionTable,
  emit: (event: LintEvent) => void,
): Promise<ParsedStages> {
  if (options.file.bytes.length === 0)
    throw new BuildError('no-instructions', 'the Dockerfile cannot be empty')
  const parsed = await parseFiles(options, instructions, emit)
  if (parsed.dockerfile.stages.length > 0) return parsed
  throw new BuildError('no-stages', 'dockerfile contains no stages to build')
}

/**
 * Parses the Dockerfile, files that it includes in their places, and tells build checks about it.
 * Throws BuildError with the first thing that is wrong.
 */
export async function parseFiles(
  options: ParseOptions,
  instructions: InstructionDefinitionTable,
  emit: (event: LintEvent) => void,
): Promise<ParsedStages> {
  const { file } = options
  const written = treeOf(file, instructions)
  const { onMistake } = options
  const [malformed] = written.errors
  if (malformed && !onMistake) throw malformed
  for (const error of written.errors) onMistake?.(error)
  emit({ kind: 'tree', tree: written })
  const tree = hasSplices(instructions) ? await splice(written, options, instructions, emit) : written
  const { dockerfile, errors } = parseDockerfile(
    tree,
    instructions,
    (instruction) => emit({ kind: 'parsed', instruction }),
    (node) => emit({ kind: 'node', node }),
    onMistake !== undefined,
  )
  const [wrong] = errors
  if (wrong && !onMistake) throw wrong
  for (const error of errors) onMistake?.(error)
  return { dockerfile, escape: tree.escape }
}

/** Trees by their files, and by the table that says which instructions there are. */
const trees = new WeakMap<
  SourceFile,
  { readonly instructions: InstructionDefinitionTable; readonly tree: SyntaxTree }
>()

/** The syntax tree of a file, read once for all platforms of a build. */
function treeOf(file: SourceFile, instructions: InstructionDefinitionTable): SyntaxTree {
  const known = trees.get(file)
  if (known?.instructions === instructions) return known.tree
  const tree = parseSyntaxTree(file, instructions)
  trees.set(file, { instructions, tree })
  return tree
}

async function splice(
  tree: SyntaxTree,
  options: ParseOptions,
  instructions: InstructionDefinitionTable,
  emit: (event: LintEvent) => void,
): Promise<SyntaxTree> {
  try {
    return await spliceTree(tree, {
      instructions,
      reader: createBuildReader(options, platformsOf(options).target),
      variables: {
        globals: (args) => earlyVariables(args, options),
        buildArgs: options.buildArgs,
      },
      onTree: (spliced) => emit({ kind: 'tree', tree: spliced }),
    })
  } catch (error) {
    noteMistake(options, error)
    return withoutSplices(tree, instructions)
  }
}

/** The platforms of the build, where it is asked for none, too. */
export function platformsOf(options: Pick<ParseOptions, 'targetPlatform' | 'buildPlatforms'>): {
  readonly build: Platform
  readonly target: Platform
} {
  const [build = options.targetPlatform ?? { os: 'linux', architecture: 'amd64' }] = options.buildPlatforms
  return { build, target: options.targetPlatform ?? build }
}

function earlyVariables(globalArgs: readonly ArgInstruction[], options: ParseOptions): Variables {
  const { build, target } = platformsOf(options)
  const predefined = platformArgs(build, target, options.target, options.buildArgs)
  return evaluateGlobalArgs(globalArgs, predefined, options.buildArgs).variables
}
