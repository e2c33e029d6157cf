import { type AddInstruction, type ArgInstruction, expandWord, type Stage } from '../dockerfile/index.ts'
import { parseGitRef } from '../git-url/index.ts'
import { quote, readInteger } from '../go/index.ts'
import type { Output } from '../llb/index.ts'
import { parseDigest } from '../reference/index.ts'
import { BuildError } from '../source/index.ts'
import type { Variables } from './args/index.ts'
import type { ConvertOptions, NamedContext, PlannedSource, SourceTime } from './definition/index.ts'
import { createBuildReader, scratchName } from './definition/index.ts'
import { platformsOf } from './graph/index.ts'
import { gitFiles, gitSource, httpFile, isHttpUrl } from './steps/index.ts'

const epochArg = 'SOURCE_DATE_EPOCH'

export interface EpochQuestion {
  readonly options: ConvertOptions
  readonly stages: readonly Stage[]
  readonly globals: Variables
  readonly escape: '\\' | '`'
}

/** SOURCE_DATE_EPOCH resolved, and the args with it in place of what it was made of. */
export interface ResolvedEpoch {
  readonly epoch: SourceTime | undefined
  readonly buildArgs: ReadonlyMap<string, string>
  readonly globals: Variables
}

/**
 * Resolves SOURCE_DATE_EPOCH: seconds since 1970, `context`, or the name of a context or of a stage that is
 * nothing but one remote ADD. Throws BuildError for anything else.
 */
export async function resolveEpoch(question: EpochQuestion): Promise<ResolvedEpoch> {
  const { options, globals } = question
  const value = options.buildArgs.get(epochArg) ?? (globals.get(epochArg) || undefined)
  if (value === undefined) return { epoch: undefined, buildArgs: options.buildArgs, globals }
  const epoch = await readEpoch(value, question)
  const buildArgs = new Map(options.buildArgs)
  const resolved = globals.copy()
  const text = epoch === undefined ? undefined : String(unixSeconds(epoch))
  for (const args of [buildArgs, resolved]) {
    if (args.get(epochArg) === undefined) continue
    if (text === undefined) args.delete(epochArg)
    else args.set(epochArg, text)
  }
  return { epoch, buildArgs, globals: resolved }
}

/** Whole seconds since 1970, rounded down. */
function unixSeconds({ unixNanoseconds }: SourceTime): bigint {
  const seconds = unixNanoseconds / 1_000_000_000n
  return unixNanoseconds % 1_000_000_000n < 0n ? seconds - 1n : seconds
}

async function readEpoch(value: string, question: EpochQuestion): Promise<SourceTime | undefined> {
  if (value === '') return undefined
  const seconds = readInteger(value)
  if (typeof seconds === 'bigint') return { unixNanoseconds: seconds * 1_000_000_000n }
  const { sources } = question.options
  if (value === 'context') {
    return sources.sourceTime(
      await sources.mainContext(undefined),
      '[internal] resolve main build context metadata',
    )
  }
  const context = sources.namedContext(value, {
    platform: undefined,
    resolveMode: undefined,
    usedPaths: () => undefined,
  })
  if (context) {
    await approveContext(value, context, question.options)
    const { output } = await context.load()
    return sources.sourceTime(output, `[internal] resolve SOURCE_DATE_EPOCH named context ${value}`)
  }
  const lower = value.toLowerCase()
  const stage = question.stages.find(({ from }) => from.stageName.toLowerCase() === lower)
  if (!stage) throw new BuildError('option', `invalid SOURCE_DATE_EPOCH: ${value}`)
  return sources.sourceTime(
    remoteSource(stage, question),
    `[internal] resolve SOURCE_DATE_EPOCH source stage ${stage.from.stageName}`,
  )
}

/** Asks whether a named context may be loaded, as it is asked of those that stand in for an image. */
async function approveContext(name: string, context: NamedContext, options: ConvertOptions): Promise<void> {
  const { sourcePlanner } = options
  const { identifier = '' } = context
  if (!sourcePlanner) return
  const source: PlannedSource = {
    key: epochArg,
    name,
    identifier,
    platform: options.targetPlatform,
    place: undefined,
    named: true,
    replace() {
      throw new BuildError('policy', `${identifier} cannot be replaced: ${epochArg} is its time`)
    },
  }
  await sourcePlanner.approve([source], createBuildReader(options, platformsOf(options).target))
}

/** What the one ADD of a stage loads. */
function remoteSource(stage: Stage, question: EpochQuestion): Output {
  try {
    return readSourceStage(stage, question)
  } catch (error) {
    throw error instanceof BuildError ? error.with({ at: stage.from.span }) : error
  }
}

function readSourceStage({ from, instructions }: Stage, question: EpochQuestion): Output {
  const variables = question.globals.copy()
  variables.delete(epochArg)
  const expand = (word: string): string => expandWord(word, variables, question).result
  if (expandBaseName(from.baseName, expand) !== scratchName) {
    throw new BuildError('epoch-stage', 'SOURCE_DATE_EPOCH stage must use FROM scratch')
  }
  let source: Output | undefined
  for (const instruction of instructions) {
    if (instruction.kind === 'arg') declare(instruction, variables, question, expand)
    else if (instruction.kind !== 'add') {
      throw new BuildError(
        'epoch-stage',
        `SOURCE_DATE_EPOCH stage does not meet source-only requirements: unsupported ${instruction.keyword} instruction`,
      )
    } else if (source) throw notOneAdd()
    else source = addedSource(instruction, question.options, expand)
  }
  if (!source) throw notOneAdd()
  return source
}

function notOneAdd(): BuildError {
  return new BuildError('epoch-stage', 'SOURCE_DATE_EPOCH stage must contain exactly one remote ADD')
}

function expandBaseName(name: string, expand: (word: string) => string): string {
  try {
    return expand(name)
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    throw error.with({ message: `failed to process source stage base name ${quote(name)}: ${error.message}` })
  }
}

function declare(
  { args }: ArgInstruction,
  variables: Variables,
  { options }: EpochQuestion,
  expand: (word: string) => string,
): void {
  for (const { key, value } of args) {
    const given = options.buildArgs.get(key)
    if (given !== undefined) variables.set(key, given)
    else if (value !== undefined) variables.set(key, expand(value))
  }
}

function addedSource(add: AddInstruction, options: ConvertOptions, expand: (word: string) => string): Output {
  const [written] = add.sources
  if (written === undefined || add.sources.length !== 1 || add.inlineSources.length > 0) {
    throw new BuildError('epoch-stage', 'SOURCE_DATE_EPOCH stage must contain exactly one remote ADD source')
  }
  const source = expand(written)
  const checksum = (): string | undefined => (add.checksum === '' ? undefined : expand(add.checksum))
  if (isHttpUrl(source) && !isGitAddress(source, options)) {
    const digest = checksum()
    // A checksum that is written and comes out empty is malformed, not left out.
    if (digest === '') parseDigest(digest)
    return httpFile(source, { keepGitDir: undefined, checksum: digest ?? '' }, '').files
  }
  const ref = gitSource(source, options)
  if (!ref)
    throw new BuildError('epoch-stage', 'SOURCE_DATE_EPOCH stage source must be a single HTTP(S) or Git ADD')
  return gitFiles(
    { ...ref, fetchByCommit: false },
    { keepGitDir: add.keepGitDir || ref.keepGitDir, checksum: checksum() ?? ref.checksum },
    options.git,
    '',
  )
}

function isGitAddress(source: string, options: ConvertOptions): boolean {
  try {
    return parseGitRef(source, options) !== undefined
  } catch {
    return false
  }
}
