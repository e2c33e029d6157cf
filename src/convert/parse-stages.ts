import { type Dockerfile, parseDockerfile, parseSyntaxTree } from '../dockerfile/index.ts'
import { BuildError } from '../source/index.ts'
import type { InstructionDefinitionTable } from './instruction-definition.ts'
import type { ConvertOptions } from './options.ts'

/** A Dockerfile that has at least one stage. */
export interface ParsedStages {
  readonly dockerfile: Dockerfile
  readonly escape: '\\' | '`'
}

/** Parses the Dockerfile and tells build checks about it. Throws BuildError with the first thing that is wrong. */
export function parseStages(options: ConvertOptions, instructions: InstructionDefinitionTable): ParsedStages {
  const { file, lint } = options
  if (file.bytes.length === 0) throw new BuildError('syntax', 'the Dockerfile cannot be empty')
  const tree = parseSyntaxTree(file, instructions)
  const [malformed] = tree.errors
  if (malformed) throw malformed
  lint.emit({ kind: 'tree', tree })
  const { dockerfile, errors } = parseDockerfile(
    tree,
    instructions,
    (instruction) => lint.emit({ kind: 'parsed', instruction }),
    (node) => lint.emit({ kind: 'node', node }),
  )
  const [wrong] = errors
  if (wrong) throw wrong
  if (dockerfile.stages.length === 0) throw new BuildError('syntax', 'dockerfile contains no stages to build')
  lint.emit({ kind: 'dockerfile', dockerfile })
  return { dockerfile, escape: tree.escape }
}
