import type { AddInstruction, CopyInstruction } from '../../../dockerfile/index.ts'
import { type FileAction, type Output, type Ownership, parseOwnership } from '../../../llb/index.ts'
import { BuildError } from '../../../source/index.ts'
import type { StageBuilder } from '../../definition/index.ts'
import { parseChmod } from './chmod.ts'
import { parseContextSource } from './context-source.ts'
import { destinationPath } from './destination.ts'
import { inlineFile } from './inline-source.ts'
import { applyToStage } from './link.ts'
import {
  gitFiles,
  gitSource,
  httpFile,
  isHttpUrl,
  type RemoteSettings,
  takesChecksum,
  withGitRef,
} from './remote-source.ts'

type CopyAction = Extract<FileAction, { type: 'copy' }>

/** What ADD and COPY differ in. */
export interface TransferKind {
  readonly keyword: 'ADD' | 'COPY'
  /** Where paths are taken from. */
  readonly from: Output | null
  /** Whether that is the build context. */
  readonly fromContext: boolean
  /** Keeps the directories of source paths. */
  readonly parents: boolean
  readonly remote: RemoteSettings
  /** Unpacks archives: those that are local, and those that were downloaded. */
  readonly unpackLocal: boolean
  readonly unpackRemote: boolean
}

/** Copies all sources of an ADD or COPY, in one file op. Throws BuildError for a source or flag that is wrong. */
export function transfer(
  instruction: AddInstruction | CopyInstruction,
  stage: StageBuilder,
  kind: TransferKind,
): void {
  const destination = destinationPath(instruction.destination, stage)
  const target = {
    destination,
    createDestPath: true,
    ...(instruction.chown === '' ? {} : { ownership: readOwnership(instruction) }),
    ...parseChmod(instruction.chmod),
    ...(instruction.exclude.length === 0 ? {} : { excludePatterns: instruction.exclude }),
  }
  checkChecksum(instruction, kind, stage)
  const text = stage.commandText(instruction.source)
  const step = stage.step()
  const actions: CopyAction[] = []
  const copy = (from: Output | null, source: string, fields: Partial<CopyAction> = {}) =>
    actions.push({ type: 'copy', from, source, ...target, ...fields })
  let remote = kind.remote
  for (const source of instruction.sources) {
    const ref = gitSource(source, stage.options)
    if (ref) {
      if (kind.keyword === 'COPY') throw new BuildError('copy-remote', "source can't be a git ref for COPY")
      remote = withGitRef(remote, ref)
      copy(gitFiles(ref, remote, stage.options.git, step.title(text)), '/')
    } else if (isHttpUrl(source)) {
      if (kind.keyword === 'COPY') throw new BuildError('copy-remote', "source can't be a URL for COPY")
      const { files, filename } = httpFile(source, remote, step.title(text))
      copy(files, filename, { attemptUnpack: kind.unpackRemote })
    } else {
      if (kind.fromContext) reportContextPath(source, stage)
      copy(kind.from, '', {
        ...parseContextSource(source, stage.platform.os, kind.parents),
        followSymlinks: true,
        copyDirContentsOnly: true,
        attemptUnpack: kind.unpackLocal,
        allowWildcard: true,
        allowEmptyWildcard: true,
      })
    }
  }
  for (const inline of instruction.inlineSources) {
    const { files, path } = inlineFile(inline, stage)
    copy(files, path)
  }
  applyToStage(stage, actions, { text, step, separate: instruction.link && instruction.chmod === '' })
  stage.commit(historyText(instruction, kind), { layer: true })
}

/**
 * Who is to own what is copied. The layer of a `--link` is made without the files below it, where names would
 * be looked up. Throws BuildError for a name there.
 */
function readOwnership({ chown, link }: AddInstruction | CopyInstruction): Ownership {
  const ownership = parseOwnership(chown)
  if (link && (isNamed(ownership.user) || isNamed(ownership.group))) {
    throw new BuildError(
      'chown-with-link',
      `--chown=${chown}: user and group names can't be resolved when used with --link, use numeric uid[:gid] instead`,
    )
  }
  return ownership
}

function isNamed(owner: Ownership['user']): boolean {
  return owner !== undefined && 'name' in owner && owner.name !== ''
}

function checkChecksum(
  instruction: AddInstruction | CopyInstruction,
  kind: TransferKind,
  { options }: StageBuilder,
): void {
  if (kind.remote.checksum === '') return
  const [source = ''] = instruction.sources
  if (instruction.sources.length !== 1) {
    throw new BuildError('checksum', "checksum can't be specified for multiple sources")
  }
  if (!takesChecksum(source, options))
    throw new BuildError('checksum', 'checksum requires HTTP(S) or Git sources')
}

function reportContextPath(path: string, stage: StageBuilder): void {
  const { ignorePatterns } = stage.buildContext
  stage.emit({ kind: 'context-path', instruction: stage.instruction, path, ignorePatterns })
}

function historyText(instruction: AddInstruction | CopyInstruction, kind: TransferKind): string {
  return [
    kind.keyword,
    ...(kind.parents ? ['--parents'] : []),
    ...(instruction.chown === '' ? [] : [`--chown=${instruction.chown}`]),
    ...(instruction.chmod === '' ? [] : [`--chmod=${instruction.chmod}`]),
    ...instruction.sources,
    ...instruction.inlineSources.map(({ path }) => `<<${path}`),
    instruction.destination,
    '# buildkit',
  ].join(' ')
}
