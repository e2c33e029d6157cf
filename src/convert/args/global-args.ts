import {
  type ArgDeclaration,
  type ArgInstruction,
  type Environment,
  type ExpansionOptions,
  expandWord,
  TextBudget,
} from '../../dockerfile/index.ts'
import { formatPlatform, formatPlatformAll, type Platform } from '../../platform/index.ts'
import { atPlace, type Span } from '../../source/index.ts'

/** Variables in the order in which they were last set. */
export class Variables implements Environment {
  readonly #values: Map<string, string>

  constructor(values: Iterable<readonly [string, string]> = []) {
    this.#values = new Map(values)
  }

  get(name: string): string | undefined {
    return this.#values.get(name)
  }

  names(): Iterable<string> {
    return this.#values.keys()
  }

  copy(): Variables {
    return new Variables(this.#values)
  }

  set(name: string, value: string): void {
    this.#values.delete(name)
    this.#values.set(name, value)
  }

  delete(name: string): void {
    this.#values.delete(name)
  }
}

/** A build arg as the outline tells of it. */
export interface ArgFact {
  readonly declaration: ArgDeclaration
  readonly value: string
  readonly span: Span
  /** Names of the args that its default value was made of. */
  readonly dependencies: ReadonlySet<string>
}

/**
 * The args that are there without a declaration.
 * @param target the name of the stage that is built; '' for one without a name
 */
export function platformArgs(
  buildPlatform: Platform,
  targetPlatform: Platform,
  target: string,
  buildArgs: ReadonlyMap<string, string>,
): Variables {
  const args: readonly (readonly [string, string | undefined])[] = [
    ['BUILDPLATFORM', formatPlatform(buildPlatform)],
    ['BUILDOS', buildPlatform.os],
    ['BUILDOSVERSION', buildPlatform.osVersion],
    ['BUILDARCH', buildPlatform.architecture],
    ['BUILDVARIANT', buildPlatform.variant],
    ['TARGETPLATFORM', formatPlatformAll(targetPlatform)],
    ['TARGETOS', targetPlatform.os],
    ['TARGETOSVERSION', targetPlatform.osVersion],
    ['TARGETARCH', targetPlatform.architecture],
    ['TARGETVARIANT', targetPlatform.variant],
    ['TARGETSTAGE', target || 'default'],
  ]
  return new Variables(args.map(([name, value]) => [name, buildArgs.get(name) ?? value ?? '']))
}

export interface GlobalArgs {
  /** Those with a value, the platform args included. */
  readonly variables: Variables
  readonly facts: ReadonlyMap<string, ArgFact>
}

/**
 * Gives the ARGs in front of the first FROM their values.
 * @param predefined variables that are there already; not changed
 * Throws BuildError for a malformed default value.
 */
export function evaluateGlobalArgs(
  instructions: readonly ArgInstruction[],
  predefined: Variables,
  buildArgs: ReadonlyMap<string, string>,
): GlobalArgs {
  const variables = predefined.copy()
  const facts = new Map<string, ArgFact>()
  const budget = new TextBudget()
  for (const instruction of instructions) {
    for (const declaration of instruction.args) {
      let value = buildArgs.get(declaration.key)
      const dependencies = new Set<string>()
      if (value === undefined && declaration.value !== undefined) {
        const options = { escape: instruction.node.escape, budget }
        const expanded = expandGlobal(declaration.value, variables, options, instruction.span)
        value = expanded.result
        for (const name of expanded.matched) dependencies.add(name)
        if (dependencies.delete(declaration.key)) {
          for (const name of facts.get(declaration.key)?.dependencies ?? []) dependencies.add(name)
        }
      }
      if (value !== undefined) variables.set(declaration.key, value)
      facts.set(declaration.key, { declaration, value: value ?? '', span: instruction.span, dependencies })
    }
  }
  return { variables, facts }
}

function expandGlobal(word: string, variables: Variables, options: ExpansionOptions, span: Span) {
  try {
    return expandWord(word, variables, options)
  } catch (error) {
    throw atPlace(span, error)
  }
}
