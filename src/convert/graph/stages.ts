import { type Expansion, type FromInstruction, type Stage, tryExpandWord } from '../../dockerfile/index.ts'
import { type Platform, parsePlatform } from '../../platform/index.ts'
import { BuildError } from '../../source/index.ts'
import { suggest } from '../../suggest/index.ts'
import type { GlobalArgs, Variables } from '../args/index.ts'
import type { ConvertOptions } from '../definition/index.ts'
import { noteMistake, scratchName } from '../definition/index.ts'
import type { BuildPlan } from './build-plan.ts'
import { StageNode } from './stage-node.ts'

/** Tells build checks the base names that the stages have without any `--build-arg`. */
export function reportDefaultBaseNames(
  stages: readonly Stage[],
  evaluateDefaults: () => GlobalArgs,
  { lint }: ConvertOptions,
): void {
  let variables: Variables
  try {
    variables = evaluateDefaults().variables
  } catch (error) {
    if (error instanceof BuildError) return
    throw error
  }
  for (const { from } of stages) {
    const { result, error } = tryExpandWord(from.baseName, variables, { escape: from.node.escape })
    if (error) return
    lint.emit({ kind: 'default-base-name', from, expanded: result })
  }
}

/**
 * Adds the stages of a Dockerfile to the graph, with the variables of each FROM replaced.
 * Throws BuildError, placed at the FROM, for a base name or platform that cannot be.
 */
export function addStages(plan: BuildPlan, stages: readonly Stage[], facts: GlobalArgs['facts']): void {
  const known = new Set([...facts.keys(), ...plan.globals.names()])
  for (const [index, { from, instructions }] of stages.entries()) {
    const expander = new FromExpander(plan, from, known)
    let baseName = scratchName
    let platform: Platform | undefined
    try {
      baseName = expander.baseName()
      platform = from.platform === '' ? undefined : expander.platform()
    } catch (error) {
      noteMistake(plan.options, error)
    }
    const node = new StageNode({ from, span: from.span, baseName, name: from.stageName })
    node.platform = platform
    node.outline.setGlobals(facts)
    if (from.stageName !== '') {
      node.namedContext = plan.namedContext(from.stageName, platform, node)
      if (node.namedContext) {
        plan.graph.add(node)
        // The outline still has what the FROM of its base uses.
        if (node.base) node.outline.setBase(node.base.outline)
        node.base = undefined
        continue
      }
    } else node.displayName = `stage-${index}`
    plan.graph.add(node)
    if (node.base) node.outline.setBase(node.base.outline)
    for (const name of expander.used) node.outline.useInFrom(name)
    node.steps = baseName !== scratchName && !node.base ? 1 : 0
    for (const instruction of instructions) if (plan.graph.definitionOf(instruction).step) node.steps++
    node.ignoreCache = isWithoutCache(plan.options, from.stageName)
  }
}

function isWithoutCache({ noCache }: ConvertOptions, name: string): boolean {
  if (noCache === 'all') return true
  const lower = name.toLowerCase()
  return noCache.some((stage) => stage.toLowerCase() === lower)
}

/** Replaces the variables of a FROM. */
class FromExpander {
  readonly #plan: BuildPlan
  readonly #from: FromInstruction
  readonly #known: ReadonlySet<string>
  readonly used = new Set<string>()

  constructor(plan: BuildPlan, from: FromInstruction, known: ReadonlySet<string>) {
    this.#plan = plan
    this.#from = from
    this.#known = known
  }

  baseName(): string {
    const from = this.#from
    const { result, error } = this.#expand('baseName', from.baseName)
    if (error) throw error.with({ at: from.span })
    if (result !== '') return result
    throw new BuildError('image-blank', `base name (${from.baseName}) should not be blank`, { at: from.span })
  }

  platform(): Platform {
    const from = this.#from
    const { result, error, unmatched } = this.#expand('platform', from.platform)
    if (error) {
      const message = `failed to process arguments for platform ${result}: ${error.message}`
      throw error.with({ message, at: from.span })
    }
    const hint = this.#nearest(unmatched)
    if (result === '') {
      const message = `empty platform value from expression ${from.platform}${hint}`
      throw new BuildError('platform-value', message, { at: from.span })
    }
    try {
      return parsePlatform(result)
    } catch (problem) {
      if (!(problem instanceof BuildError)) throw problem
      const message = `failed to parse platform ${from.platform}: ${problem.message}${hint}`
      // The reference places this error twice.
      throw problem.with({ message, at: from.span }).with({ at: from.span })
    }
  }

  #expand(
    part: 'baseName' | 'platform',
    word: string,
  ): Expansion & { readonly error: BuildError | undefined } {
    const plan = this.#plan
    const attempt = tryExpandWord(word, plan.globals, { escape: this.#from.node.escape })
    plan.options.lint.emit({
      kind: 'from-expanded',
      from: this.#from,
      part,
      expanded: attempt.result,
      matched: attempt.matched,
      unmatched: attempt.unmatched,
      known: this.#known,
      targetPlatform: plan.globals.get('TARGETPLATFORM') ?? '',
    })
    for (const name of attempt.matched) this.used.add(name)
    return attempt
  }

  #nearest(unmatched: ReadonlySet<string>): string {
    for (const name of unmatched) {
      const match = suggest(name, this.#plan.globals.names(), true)
      if (match !== undefined) return ` (did you mean ${match}?)`
    }
    return ''
  }
}
