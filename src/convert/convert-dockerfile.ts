import { type ArgInstruction, TextBudget } from '../dockerfile/index.ts'
import { normalizePlatform, type Platform } from '../platform/index.ts'
import { atPlace } from '../source/index.ts'
import { EarlyScope, evaluateGlobalArgs, platformArgs, type Variables } from './args/index.ts'
import type { ConvertOptions, InstructionDefinitionTable } from './definition/index.ts'
import { createBuildReader } from './definition/index.ts'
import { resolveEpoch } from './epoch.ts'
import type { BuildPlan, ConvertResult, StageNode } from './graph/index.ts'
import {
  addStages,
  namedImages,
  type Outline,
  outlineOf,
  parseStages,
  platformsOf,
  reachableFrom,
  refuseCycles,
  reportDefaultBaseNames,
  resolveBases,
  StageGraph,
  takeTriggers,
} from './graph/index.ts'
import type { ImageConfig } from './image/index.ts'
import { askedPlatform, ImageDraft, noImage, platformOfImage } from './image/index.ts'
import { builtinInstructions } from './instructions/index.ts'
import { SourcePlanning } from './plan-sources.ts'
import { convertedStages, convertStages, formatTime, UsedContext } from './stage/index.ts'

/**
 * Turns a Dockerfile into a graph of ops and an image config, for one platform.
 * @param options what the build asks for, and where what is outside of the file comes from
 * @param instructions the language; the built-in one by default
 * Throws BuildError with the first thing that is wrong, in the reference's words and places.
 */
export async function convertDockerfile(
  options: ConvertOptions,
  instructions: InstructionDefinitionTable = builtinInstructions,
): Promise<ConvertResult> {
  const { plan, target, reachable, context, planning } = await convertGraph(options, instructions)
  const extras = new Map<string, ConvertResult['output']>()
  if (target.scansContext) extras.set('context', context.output)
  let { ignoreCache } = target
  for (const node of reachable) {
    if (node === target || !node.scansStage) continue
    extras.set(node.displayName, node.state?.output ?? null)
    ignoreCache ||= node.ignoreCache
  }
  let stages: ReturnType<typeof convertedStages> | undefined
  const stagesOf = () => {
    stages ??= convertedStages(plan.graph.nodes.filter((node) => reachable.has(node)))
    return stages
  }
  return {
    get stages() {
      return [...stagesOf().values()]
    },
    get target() {
      return stagesOf().get(target)
    },
    get images() {
      return namedImages(plan.graph.nodes.filter((node) => reachable.has(node)))
    },
    get plannedSources() {
      return planning?.byOp() ?? new Map()
    },
    instructionCount: plan.graph.commandCount,
    output: target.state?.output ?? null,
    image: finalImage(target, options),
    baseImage: target.baseImage,
    platform: plan.targetPlatform,
    epoch: plan.epoch?.unixNanoseconds,
    sbomExtras: extras,
    ignoreCache,
  }
}

/**
 * Tells what a target takes from outside: build args, secrets and ssh agents. The Dockerfile is converted for
 * it as it is for a build. Throws BuildError.
 */
export async function outlineDockerfile(
  options: ConvertOptions,
  instructions: InstructionDefinitionTable = builtinInstructions,
): Promise<Outline> {
  const { target } = await convertGraph(options, instructions)
  return outlineOf(target, options.file)
}

interface ConvertedGraph {
  readonly plan: BuildPlan
  readonly target: StageNode
  readonly reachable: ReadonlySet<StageNode>
  readonly context: UsedContext
  readonly planning: SourcePlanning | undefined
}

async function convertGraph(
  options: ConvertOptions,
  instructions: InstructionDefinitionTable,
): Promise<ConvertedGraph> {
  const context = new UsedContext((paths) => options.sources.mainContext(paths))
  const plan = await planBuild(options, instructions, context)
  const { graph } = plan
  const target = graph.target(options.target)
  for (const node of [...graph.nodes]) {
    node.commands = [...graph.link(node, plan.instructionsOf(node), new EarlyScope(plan), false)]
  }
  refuseCycles(graph.nodes)
  const [only, another] = graph.nodes
  if (only && !another) only.displayName = ''

  const planning = options.sourcePlanner && new SourcePlanning(plan, options.sourcePlanner)
  const reachable = await resolveStages(plan, target, instructions, planning)
  await convertStages(plan, reachable, context)
  target.usedPaths.add('/')
  const failed = options.lint.error?.()
  if (failed) throw failed
  context.needed ||= target.scansContext
  await context.resolve()
  return { plan, target, reachable, context, planning }
}

/** Parses the file, gives the global args their values and adds the stages to the graph. */
async function planBuild(
  options: ConvertOptions,
  instructions: InstructionDefinitionTable,
  context: UsedContext,
): Promise<BuildPlan> {
  const { dockerfile, escape: escapeCharacter } = await parseStages(options, instructions, (event) =>
    options.lint.emit(event),
  )
  options.lint.emit({ kind: 'dockerfile', dockerfile, buildArgs: options.buildArgs })
  const expansion = { escape: escapeCharacter }
  const { globalArgs, stages } = dockerfile
  const { build: buildPlatform, target: targetPlatform } = platformsOf(options)
  const targetName = options.target || (stages.at(-1)?.from.stageName ?? '')
  const predefined = platformArgs(buildPlatform, targetPlatform, targetName, options.buildArgs)
  const evaluate = (buildArgs: ReadonlyMap<string, string>) =>
    evaluateGlobalArgs(globalArgs, predefined, buildArgs)
  reportDefaultBaseNames(stages, () => evaluate(new Map()), options)
  const { variables, facts } = evaluate(options.buildArgs)
  checkGlobalArgs(globalArgs, variables, instructions, options)
  const { epoch, buildArgs, globals } = await resolveEpoch({
    options,
    stages,
    globals: variables,
    ...expansion,
  })
  const bodies = new Map(stages.map((stage) => [stage.from, stage.instructions]))
  const plan: BuildPlan = {
    options,
    ...expansion,
    graph: new StageGraph(instructions, options),
    targetPlatform,
    globals,
    buildArgs,
    epoch,
    created: epoch && formatTime(epoch),
    instructionsOf: (node) => (node.from && bodies.get(node.from)) ?? [],
    reader: createBuildReader({ ...options, beforeReading: () => context.resolve() }, targetPlatform),
    budget: new TextBudget(),
    namedContext: (name, platform, node) => findNamedContext(options, name, platform, node),
  }
  addStages(plan, stages, facts)
  return plan
}

function checkGlobalArgs(
  globalArgs: readonly ArgInstruction[],
  variables: Variables,
  instructions: InstructionDefinitionTable,
  options: ConvertOptions,
): void {
  const definition = instructions.get('ARG')
  if (!definition?.checkGlobal) return
  for (const instruction of globalArgs) {
    try {
      definition.checkGlobal(instruction, (name) => variables.get(name), options)
    } catch (error) {
      throw atPlace(instruction.span, error)
    }
  }
}

/** Names that mean something else than a context: no stage or image of that name is replaced. */
const reservedNames = new Set(['scratch', 'context'])

function findNamedContext(
  options: ConvertOptions,
  name: string,
  platform: Platform | undefined,
  node: StageNode,
) {
  if (reservedNames.has(name.toLowerCase())) return undefined
  return options.sources.namedContext(name, {
    platform: platform ?? options.targetPlatform,
    resolveMode: options.resolveMode,
    usedPaths: () => node.usedPaths.list(),
  })
}

/** Looks all bases up, those included that only their triggers name. */
async function resolveStages(
  plan: BuildPlan,
  target: StageNode,
  instructions: InstructionDefinitionTable,
  planning: SourcePlanning | undefined,
): Promise<ReadonlySet<StageNode>> {
  for (;;) {
    if (planning) await planning.of(target)
    const reachable = reachableFrom(target)
    await resolveBases(plan, (node) => plan.options.allStages || reachable.has(node))
    let more = false
    for (const node of plan.graph.nodes) {
      if (reachable.has(node) && takeTriggers(node, plan, instructions)) more = true
    }
    if (!more) return reachable
  }
}

/** The config of the target, for the platform and with the labels that were asked for. */
function finalImage(target: StageNode, options: ConvertOptions): ImageConfig {
  const draft = target.state?.image ?? ImageDraft.of(noImage)
  for (const [name, value] of options.labels) draft.labels.set(name, value)
  const image = draft.build()
  const asked = options.targetPlatform
  const chosen = asked === undefined ? platformOfImage(image) : askedPlatform(image, asked)
  const { variant: _v, osVersion: _o, osFeatures: _f, ...rest } = image
  return { ...rest, ...normalizePlatform(chosen) }
}
