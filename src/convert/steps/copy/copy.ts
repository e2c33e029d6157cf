import {
  type AddInstruction,
  type CopyInstruction,
  emptyEnvironment,
  expandWord,
} from '../../../dockerfile/index.ts'
import { join, quote } from '../../../go/index.ts'
import { BuildError } from '../../../source/index.ts'
import type { SourceReference, StageBuilder } from '../../definition/index.ts'
import { isHttpUrl } from './remote-source.ts'
import { transfer } from './transfer.ts'

const noRemote = { keepGitDir: undefined, checksum: '' } as const

/**
 * The stage or image that a COPY takes files from; none for the build context.
 * Throws BuildError where `--from` holds a variable.
 */
export function copySources(instruction: CopyInstruction): readonly SourceReference[] {
  if (instruction.from === '') return []
  if (expandWord(instruction.from, emptyEnvironment).result !== instruction.from) {
    throw new BuildError(
      'copy-from-variable',
      'variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround',
    )
  }
  return [{ name: instruction.from, byIndex: true, located: true }]
}

/** COPY: files of the build context, a stage, an image or a here-document. */
export function convertCopy(instruction: CopyInstruction, stage: StageBuilder): void {
  const from = instruction.from === '' ? stage.buildContext : stage.source(0)
  if ('ready' in from && !from.ready) {
    throw new BuildError(
      'stage-order',
      `cannot copy from stage ${quote(instruction.from)}, it needs to be defined before current stage ${quote(stage.name)}`,
    )
  }
  transfer(instruction, stage, {
    keyword: 'COPY',
    from: from.output,
    fromContext: instruction.from === '',
    parents: instruction.parents,
    remote: noRemote,
    unpackLocal: false,
    unpackRemote: false,
  })
  for (const source of instruction.sources) from.use(join('/', source))
}

/** ADD: files of the build context or a here-document, git repositories, and downloads. */
export function convertAdd(instruction: AddInstruction, stage: StageBuilder): void {
  transfer(instruction, stage, {
    keyword: 'ADD',
    from: stage.buildContext.output,
    fromContext: true,
    parents: false,
    remote: { keepGitDir: instruction.keepGitDir, checksum: instruction.checksum },
    unpackLocal: instruction.unpack ?? true,
    unpackRemote: instruction.unpack ?? false,
  })
  for (const source of instruction.sources) {
    if (!isHttpUrl(source)) stage.buildContext.use(join('/', source))
  }
}
