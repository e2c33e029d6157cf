import { emptyEnvironment } from '../../dockerfile/index.ts'
import { quote } from '../../go/index.ts'
import { image, type Output, platformOf } from '../../llb/index.ts'
import { formatPlatformAll, normalizePlatform, type Platform } from '../../platform/index.ts'
import {
  formatReference,
  type ImageReference,
  parseNormalizedNamed,
  tagNameOnly,
  withDigest,
} from '../../reference/index.ts'
import {
  atPlace,
  BuildError,
  explainingSync,
  type Location,
  locationsOf,
  type Span,
} from '../../source/index.ts'
import { suggestion } from '../../suggest/index.ts'
import { beginStep, noteMistake, scratchName, stepPlatform } from '../definition/index.ts'
import type { ImageConfig } from '../image/index.ts'
import {
  emptyImage,
  ImageDraft,
  LayeredMap,
  noImage,
  parseImageConfig,
  platformOfImage,
  runnablePlatform,
} from '../image/index.ts'
import type { BuildPlan } from './build-plan.ts'
import type { StageNode, StageState } from './stage-node.ts'

/**
 * Finds out what the stages start from that are made from an image or a named context. All that are needed
 * are asked for at the same time; of the others, only the names are checked.
 * Throws BuildError, placed at the stage's FROM.
 */
export async function resolveBases(plan: BuildPlan, needed: (node: StageNode) => boolean): Promise<void> {
  const open: StageNode[] = []
  for (const node of plan.graph.nodes) {
    if (node.base || node.converted || node.resolved) continue
    if (node.baseName !== scratchName || node.namedContext) {
      open.push(node)
    } else {
      node.resolved = needed(node)
      startFromScratch(node, plan.targetPlatform)
    }
  }
  const last = open.length - 1
  // Begins with the last one: where several fail at once, the reference leaves it to a race which it tells,
  // and that one wins most often.
  const begun = open.slice(last).concat(open.slice(0, Math.max(last, 0)))
  const named = begun.flatMap((node) => {
    try {
      return [{ node, reference: parseName(node.baseName) }]
    } catch (error) {
      noteMistake(plan.options, placedError(plan, node, error))
      giveUp(plan, node)
      return []
    }
  })
  const reports: ((() => void) | undefined)[] = []
  const questions = named.map(({ node, reference }) => questionOf(plan, node, reference))
  let failed: number | undefined
  const asked = named.map(async ({ node, reference }, index) => {
    node.resolved = needed(node)
    try {
      reports[index === 0 ? last : index - 1] = await resolveBase(plan, node, reference)
    } catch (error) {
      failed ??= index
      noteMistake(plan.options, placedError(plan, node, error))
      giveUp(plan, node)
    }
  })
  try {
    await Promise.all(asked)
  } catch (error) {
    // Of those that wait for the answer to one question, the last hears of it first.
    const question = failed === undefined ? undefined : questions[failed]
    if (question !== undefined) await asked[questions.lastIndexOf(question)]
    throw error
  } finally {
    // In document order, whichever answer came first.
    for (const report of reports) report?.()
  }
}

/** What a registry is asked for a node; what is the same question is asked once. */
function questionOf(plan: BuildPlan, node: StageNode, reference: ImageReference): string | undefined {
  if (node.namedContext) return undefined
  const platform = node.platform ?? plan.targetPlatform
  return `${formatReference(tagNameOnly(reference))} ${formatPlatformAll(platform)}`
}

function placedError(plan: BuildPlan, node: StageNode, error: unknown): unknown {
  return atPlace(placeOf(plan, node), error)
}

/** Where a node is in the Dockerfile: its instruction, or, for the image of a mount, the file without lines. */
function placeOf(plan: BuildPlan, node: StageNode): Span | Location {
  return node.span ?? { file: plan.options.file, ranges: [] }
}

/** So that what stands in a stage can be looked at whose base is a mistake, it begins with nothing. */
function giveUp(plan: BuildPlan, node: StageNode): void {
  node.resolved = true
  startFromScratch(node, node.platform ?? plan.targetPlatform)
}

function startFromScratch(node: StageNode, platform: Platform): void {
  node.state = startState(null, undefined, emptyImage(platform))
  node.platform = platform
  if (node.anonymous) node.converted = true
}

/** Returns what is to be told to build checks once all bases are there. */
async function resolveBase(
  plan: BuildPlan,
  node: StageNode,
  parsed: ImageReference,
): Promise<(() => void) | undefined> {
  const { options } = plan
  const writtenName = node.writtenName ?? node.baseName
  let reference = parsed
  const platform = node.platform ?? plan.targetPlatform
  node.baseName = formatReference(tagNameOnly(reference))
  // The files of an image that an instruction names are not made by a stage: they are there.
  const settle = (): void => {
    if (node.anonymous) node.converted = true
  }
  if (!node.resolved) {
    node.platform = platform
    // The reference names the step of an image that it then does without, which shows in the numbers of a
    // stage that a trigger makes necessary after all.
    if (node.steps > 0) node.step++
    settle()
    return undefined
  }

  if (node.namedContext) {
    const { output, image: config } = await node.namedContext.load()
    node.converted = true
    node.sourceOp = output?.op
    node.state = startState(output, contextPlatform(output, config), withoutTime(config ?? noImage))
    if (config?.architecture && config.os) node.platform = platformOfImage(config)
    return undefined
  }

  const context =
    node.standIn ??
    (node.writtenName === undefined ? plan.namedContext(node.baseName, platform, node) : undefined)
  if (context) {
    node.standIn = context
    const { output, image: config } = await context.load()
    node.sourceOp = output?.op
    node.baseImage = config ?? emptyImage(platform)
    node.state = startState(output, normalizePlatform(platform), withoutTime(node.baseImage))
    node.platform = platform
    settle()
    return undefined
  }

  const shown = options.multiPlatform ? `${formatPlatformAll(platform)} ` : ''
  const found = await options.sources
    .resolveImage(node.baseName, platform, {
      logName: `[${shown}internal] load metadata for ${node.baseName}`,
      resolveMode: options.resolveMode,
    })
    .catch((error: unknown) => {
      if (!(error instanceof BuildError)) throw error
      const hint = suggestion(writtenName, knownNames(plan), true)
      throw error.with({ message: `${writtenName}: ${error.message}${hint}` })
    })
  node.imageName = writtenName
  if (formatReference(reference) !== found.ref) reference = parseUpdated(found.ref)
  const config = readConfig(found.config)
  node.baseImage = config
  const chosen =
    node.platform === undefined && options.targetPlatform === undefined
      ? runnablePlatform(config, platform, options.buildPlatforms)
      : platform
  if (found.digest !== '') reference = withDigest(reference, found.digest)
  node.baseName = formatReference(reference)
  const output = hasLayers(config) ? imageOutput(plan, node, chosen) : null
  node.sourceOp = output?.op
  node.state = startState(
    output,
    output === null ? undefined : normalizePlatform(chosen),
    withoutTime(config),
  )
  node.platform = chosen
  settle()
  const { from } = node
  if (output === null || !from) return undefined
  return () => {
    options.lint.emit({
      kind: 'base-image',
      from,
      name: writtenName,
      expected: chosen,
      actual: platformOfImage(config),
    })
  }
}

function imageOutput(plan: BuildPlan, node: StageNode, platform: Platform): Output {
  const { options } = plan
  const title = `FROM ${node.baseName}`
  const shownPlatform = options.multiPlatform ? stepPlatform(platform, emptyEnvironment) : ''
  const prefix = beginStep(node, shownPlatform, false)
  return image(node.baseName, {
    resolveMode: options.resolveMode,
    platform,
    customName: prefix + title,
    description: { 'com.docker.dockerfile.v1.command': node.from?.source ?? '' },
    locations: node.span ? locationsOf(node.span) : [{ file: options.file, ranges: [] }],
  })
}

function startState(
  output: Output | null,
  execPlatform: Platform | undefined,
  config: ImageConfig,
): StageState {
  return {
    output,
    execPlatform,
    image: ImageDraft.of(config),
    env: undefined,
    buildArgs: new LayeredMap(),
    memory: undefined,
    userPlace: undefined,
    workdirSet: false,
  }
}

function parseName(name: string) {
  return explainingSync(`failed to parse stage name ${quote(name)}`, () => parseNormalizedNamed(name))
}

function parseUpdated(name: string) {
  return explainingSync(`failed to parse ref ${quote(name)}`, () => parseNormalizedNamed(name))
}

function readConfig(bytes: Uint8Array): ImageConfig {
  return explainingSync('failed to parse image config', () => parseImageConfig(bytes))
}

/** The time of the base image is not that of what is made from it. */
function withoutTime(config: ImageConfig): ImageConfig {
  const { created: _, ...rest } = config
  return rest
}

/** An old image's config may list no layers; its history still tells whether there are any. */
function hasLayers(config: ImageConfig): boolean {
  return (config.rootfs.diffIds ?? []).length > 0 || config.history.some((entry) => !entry.emptyLayer)
}

/** What an exec on a named context runs on: what its image says; undefined, the default, where it is none. */
function contextPlatform(output: Output | null, config: ImageConfig | undefined): Platform | undefined {
  if (config === undefined) return undefined
  if (config.architecture && config.os) return normalizePlatform(platformOfImage(config))
  const platform = platformOf(output)
  return platform && normalizePlatform(platform)
}

const wellKnownImages = ['alpine', 'busybox', 'centos', 'debian', 'golang', 'ubuntu', 'fedora']

function* knownNames(plan: BuildPlan): Iterable<string> {
  yield* plan.graph.names()
  for (const name of wellKnownImages) {
    // Without a slash between library and name, as the reference suggests it.
    yield* [name, `docker.io/library${name}`, `${name}:latest`, `docker.io/library${name}:latest`]
  }
}
