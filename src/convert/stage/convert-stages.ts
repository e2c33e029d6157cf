import { readBool } from '../../go/index.ts'
import { createPatternMatcher } from '../../ignore/index.ts'
import { deferred, type Output } from '../../llb/index.ts'
import { defaultPathEnv } from '../../platform/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { atPlace, restFromWork } from '../../source/index.ts'
import type { BuildContext } from '../definition/index.ts'
import { noteMistake } from '../definition/index.ts'
import type { BuildPlan, StageNode, StageState } from '../graph/index.ts'
import { mayUseContext, PathSet } from '../graph/index.ts'
import { ImageDraft, LayeredMap, noImage } from '../image/index.ts'
import { StageConverter } from './stage-converter.ts'

/** The build context of a conversion: what is used of it is known at the end. */
export class UsedContext {
  readonly paths = new PathSet()
  readonly output: Output
  readonly #load: (paths: readonly string[] | undefined) => Promise<Output | null>
  #files: Output | null = null
  /** Whether anything may use it; what nothing uses is not asked for. */
  needed = true

  /** @param load gives the part of the context that these paths are in */
  constructor(load: (paths: readonly string[] | undefined) => Promise<Output | null>) {
    this.#load = load
    this.output = deferred(() => this.#files)
  }

  /**
   * Says what the build context is, as far as it has been used: the graph can be marshalled from now on. Whatever is
   * used later has to be told again.
   */
  async resolve(): Promise<void> {
    if (!this.needed) return
    this.#files = await this.#load(this.paths.list())
  }
}

/**
 * Converts the instructions of all stages that are needed, in document order.
 * Throws BuildError, placed at the instruction or at the FROM of its stage.
 */
export async function convertStages(
  plan: BuildPlan,
  reachable: ReadonlySet<StageNode>,
  context: UsedContext,
): Promise<void> {
  const { options } = plan
  const converted = plan.graph.nodes.filter(
    (node) => options.allStages || (reachable.has(node) && !node.converted),
  )
  context.needed =
    !options.lazyIgnoreFile ||
    converted.some(({ commands }) => commands.some((command) => mayUseContext(command, options)))
  const ignorePatterns = context.needed ? await options.sources.ignorePatterns() : []
  // Malformed patterns fail the build even where nothing is copied.
  if (ignorePatterns.length > 0) createPatternMatcher(ignorePatterns)
  const buildContext: BuildContext = {
    output: context.output,
    ignorePatterns,
    use: (path) => context.paths.add(path),
  }
  for (const node of plan.graph.nodes) {
    if (!options.allStages && (!reachable.has(node) || node.converted)) continue
    await convertStage(plan, node, buildContext)
  }
}

/** What a stage is for that is made from a named context without an image: nothing tells. */
const unknownPlatform: Platform = { os: '', architecture: '' }

async function convertStage(plan: BuildPlan, node: StageNode, buildContext: BuildContext): Promise<void> {
  const state = startOf(node)
  node.state = state
  node.converted = true
  const platform = node.platform ?? unknownPlatform
  node.platform = platform
  const { image } = state
  if (!image.env.has('PATH') && node.platform.os !== 'windows') {
    image.env.set('PATH', defaultPathEnv(node.platform.os))
  }
  const converter = new StageConverter(plan, node, state, buildContext)
  if (image.workingDir !== '') {
    try {
      converter.enterDirectory(image.workingDir)
    } catch (error) {
      throw node.span ? atPlace(node.span, error) : error
    }
  }
  for (const command of node.commands) {
    const rest = restFromWork()
    if (rest) await rest
    try {
      const conversion = converter.convert(command)
      if (conversion) await conversion
    } catch (error) {
      noteMistake(plan.options, error)
    }
  }
  await converter.finish()
  // The stages made from it are for the target again.
  if (platform === unknownPlatform) node.platform = plan.targetPlatform
  node.scansContext = isScanned('BUILDKIT_SBOM_SCAN_CONTEXT', plan, node, state)
  node.scansStage = isScanned('BUILDKIT_SBOM_SCAN_STAGE', plan, node, state)
}

/** What a stage starts with: what the stage that it is made from ended with, or its base image. */
function startOf(node: StageNode): StageState {
  const { base } = node
  if (!base) {
    return (
      node.state ?? {
        output: null,
        execPlatform: undefined,
        image: ImageDraft.of(noImage),
        env: undefined,
        buildArgs: new LayeredMap(),
        memory: undefined,
        userPlace: undefined,
        workdirSet: false,
      }
    )
  }
  const below = base.state ?? startOf(base)
  node.platform = base.platform
  node.baseImage = base.baseImage
  node.usedPaths = base.usedPaths
  return {
    output: below.output,
    execPlatform: below.execPlatform,
    image: below.image.fork(),
    env: undefined,
    buildArgs: below.buildArgs.fork(),
    memory: undefined,
    userPlace: below.userPlace,
    workdirSet: below.workdirSet,
  }
}

/** Whether a stage asks for an SBOM of something: for all stages, or for those that it names. */
function isScanned(name: string, plan: BuildPlan, node: StageNode, state: StageState): boolean {
  const value = state.buildArgs.get(name)?.lastValue ?? plan.globals.get(name)
  if (value === undefined) return false
  return readBool(value) ?? value.split(',').includes(node.displayName)
}
