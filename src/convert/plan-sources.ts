import type { Instruction } from '../dockerfile/index.ts'
import { image as imageOp, type Op } from '../llb/index.ts'
import { formatPlatformAll, type Platform } from '../platform/index.ts'
import { formatReference, parseNormalizedNamed, tagNameOnly, withDigest } from '../reference/index.ts'
import { atPlace, BuildError, type Span } from '../source/index.ts'
import type { NamedContext, PlannedSource, SourceAnswer, SourcePlanner } from './definition/index.ts'
import { scratchName } from './definition/index.ts'
import type { BuildPlan, StageNode } from './graph/index.ts'
import { reachableFrom, refuseCycles } from './graph/index.ts'
import { parseImageConfig } from './image/index.ts'

/** A node that names something from outside, with the instruction that does. */
interface Named {
  readonly node: StageNode
  readonly instruction: Instruction
  readonly place: Span
}

/** Asks the planner of one conversion about its sources, each once, before any is looked up. */
export class SourcePlanning {
  readonly #plan: BuildPlan
  readonly #planner: SourcePlanner
  readonly #resolved = new Set<StageNode>()
  readonly #approved = new Map<StageNode, PlannedSource>()
  readonly #keys = new Map<string, number>()

  constructor(plan: BuildPlan, planner: SourcePlanner) {
    this.#plan = plan
    this.#planner = planner
  }

  /** Asks about all that the target needs and that has not been asked about. Throws BuildError. */
  async of(target: StageNode): Promise<void> {
    // What a source stands for may be a stage, which needs others.
    for (let open = this.#open(target); open.length > 0; open = this.#open(target)) {
      const answers = await Promise.all(open.map((named) => this.#ask(named)))
      for (const [index, named] of open.entries()) {
        const answer = answers[index]
        if (answer) this.#take(named, answer)
      }
    }
    const sources = this.#needed(target).flatMap((named) => this.#plannedSource(named))
    if (sources.length > 0) await this.#planner.approve(sources, this.#plan.reader)
  }

  /** The sources that were approved, by the op that loads their files. */
  byOp(): ReadonlyMap<Op, PlannedSource> {
    const sources = new Map<Op, PlannedSource>()
    for (const [node, source] of this.#approved) if (node.sourceOp) sources.set(node.sourceOp, source)
    return sources
  }

  #open(target: StageNode): readonly Named[] {
    return this.#needed(target).filter(({ node }) => !this.#resolved.has(node) && !node.namedContext)
  }

  #needed(target: StageNode): readonly Named[] {
    const { graph, options } = this.#plan
    const reachable = reachableFrom(target)
    const naming = new Map<StageNode, Instruction>()
    for (const node of graph.nodes) {
      for (const [source, instruction] of node.dependencies) {
        if (!naming.has(source)) naming.set(source, instruction)
      }
    }
    return graph.nodes.flatMap((node) => {
      if (node.base || node.converted || (node.baseName === scratchName && !node.namedContext)) return []
      if (!options.allStages && !reachable.has(node)) return []
      const instruction = node.from ?? naming.get(node)
      return instruction ? [{ node, instruction, place: instruction.span }] : []
    })
  }

  async #ask({ node, instruction, place }: Named): Promise<SourceAnswer | undefined> {
    this.#resolved.add(node)
    const platform = this.#platformOf(node)
    const reference = normalized(node.baseName)
    // A malformed name is told of where all names are checked.
    if (reference === undefined) return undefined
    node.standIn = this.#plan.namedContext(reference, platform, node)
    if (node.standIn) return undefined
    try {
      const request = { name: node.baseName, reference, platform, instruction, place }
      return await this.#planner.resolve(request, this.#plan.reader)
    } catch (error) {
      throw atPlace(place, error)
    }
  }

  #take(named: Named, answer: SourceAnswer): void {
    const { node, place } = named
    try {
      if ('image' in answer) {
        const { platform } = answer
        redirect(node, canonical(answer.image))
        if (platform) node.platform = platform
      } else if ('digest' in answer) {
        redirect(node, pinned(node.baseName, answer.digest))
      } else if ('stage' in answer) this.#standForStage(named, answer.stage)
      else if ('context' in answer) {
        node.standIn = this.#plan.namedContext(answer.context, this.#platformOf(node), node)
        if (!node.standIn) {
          throw new BuildError(
            'context',
            `${node.baseName} stands for the named context ${answer.context}, which there is not`,
          )
        }
      } else {
        const { files, config } = answer
        node.standIn = { load: async () => ({ output: files, ...(config ? { image: config } : {}) }) }
      }
    } catch (error) {
      throw error instanceof BuildError && error.locations.length === 0 ? atPlace(place, error) : error
    }
  }

  #standForStage({ node }: Named, name: string): void {
    const { graph } = this.#plan
    const stage = graph.find(name)
    if (!stage)
      throw new BuildError('stage', `${node.baseName} stands for the stage ${name}, which there is not`)
    if (node.anonymous) graph.replaceSource(node, stage)
    else {
      if (graph.nodes.indexOf(stage) >= graph.nodes.indexOf(node)) {
        throw new BuildError(
          'stage',
          `${node.baseName} stands for the stage ${name}, which stands further down`,
        )
      }
      node.base = stage
      node.outline.setBase(stage.outline)
      // There is no step that loads an image.
      node.steps--
    }
    refuseCycles(graph.nodes)
  }

  #plannedSource(named: Named): readonly PlannedSource[] {
    const { node, place } = named
    if (this.#approved.has(node)) return []
    const plan = this.#plan
    const platform = this.#platformOf(node)
    const source: PlannedSource = {
      key: this.#keyOf(named),
      name: node.namedContext ? node.name : (node.writtenName ?? node.baseName),
      get identifier() {
        const context = node.namedContext ?? node.standIn
        if (context) return context.identifier ?? ''
        return `docker-image://${normalized(node.baseName) ?? node.baseName}`
      },
      platform,
      place,
      named: node.namedContext !== undefined || node.standIn !== undefined,
      replace(reference) {
        if (node.namedContext) node.namedContext = imageContext(plan, reference, platform, node)
        else {
          node.standIn = undefined
          redirect(node, reference)
        }
      },
    }
    this.#approved.set(node, source)
    return [source]
  }

  #keyOf({ node, place }: Named): string {
    const platform = formatPlatformAll(this.#platformOf(node))
    const name = node.writtenName ?? node.baseName
    const key = JSON.stringify([place.file.filename, place.start, name, platform])
    const count = this.#keys.get(key) ?? 0
    this.#keys.set(key, count + 1)
    return `${key}#${count}`
  }

  #platformOf(node: StageNode): Platform {
    return node.platform ?? this.#plan.targetPlatform
  }
}

function normalized(name: string): string | undefined {
  try {
    return formatReference(tagNameOnly(parseNormalizedNamed(name)))
  } catch (error) {
    if (error instanceof BuildError) return undefined
    throw error
  }
}

function canonical(name: string): string {
  return formatReference(tagNameOnly(parseNormalizedNamed(name)))
}

function pinned(name: string, digest: string): string {
  return formatReference(withDigest(tagNameOnly(parseNormalizedNamed(name)), digest))
}

function redirect(node: StageNode, reference: string): void {
  node.writtenName ??= node.baseName
  node.baseName = reference
}

/** An image in the place of the named context that stands in for a whole stage. */
function imageContext(plan: BuildPlan, reference: string, platform: Platform, node: StageNode): NamedContext {
  return {
    identifier: `docker-image://${reference}`,
    async load() {
      const { sources, resolveMode } = plan.options
      const found = await sources.resolveImage(reference, platform, {
        logName: `[internal] load metadata for ${reference}`,
        resolveMode,
      })
      const named = parseNormalizedNamed(found.ref)
      const name = found.digest === '' ? found.ref : formatReference(withDigest(named, found.digest))
      const output = imageOp(name, {
        resolveMode,
        platform,
        customName: `[context ${node.name}] ${reference}`,
      })
      return { output, image: parseImageConfig(found.config) }
    },
  }
}
