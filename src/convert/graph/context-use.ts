import { parseMount } from '../../dockerfile/instructions/run-mount.ts'
import { BuildError } from '../../source/index.ts'
import type { ConvertOptions } from '../definition/index.ts'
import { builtinInstructions } from '../instructions/index.ts'
import { gitSource, isHttpUrl } from '../steps/index.ts'
import type { Command } from './stage-node.ts'

/**
 * Whether an instruction may take files of the build context, as far as can be told before it is converted: true
 * for one whose sources are not known yet, and for one that is not built in.
 */
export function mayUseContext({ instruction, definition }: Command, options: ConvertOptions): boolean {
  if (builtinInstructions.get(definition.name) !== definition) return true
  switch (instruction.kind) {
    case 'copy':
      return instruction.from === '' && instruction.sources.length > 0
    case 'add':
      return instruction.sources.some((source) => !isRemote(source, options))
    case 'run':
      return instruction.node.flags.some(
        ({ name, value }) => name === 'mount' && mayMountContext(value ?? ''),
      )
    default:
      return false
  }
}

/** Of a mount, whose fields may hold variables. */
function mayMountContext(text: string): boolean {
  try {
    const { type, from } = parseMount(text, (word) => word)
    return type === 'bind' && from === ''
  } catch (error) {
    if (error instanceof BuildError) return true
    throw error
  }
}

function isRemote(source: string, options: ConvertOptions): boolean {
  if (isHttpUrl(source)) return true
  try {
    return gitSource(source, options) !== undefined
  } catch (error) {
    // What is wrong with it is told when it is converted.
    if (error instanceof BuildError) return true
    throw error
  }
}
