import { builtinInstructions, type InstructionDefinition } from '../convert/index.ts'
import { builtinSubrequests, type Subrequest } from '../frontend/index.ts'
import type { RunLimited } from '../host/index.ts'
import { builtinRules, type LintRule } from '../lint/index.ts'
import type { Policy, Resolver } from '../policy/index.ts'
import { BuildError } from '../source/index.ts'
import { apiVersion } from './api-version.ts'
import type { FrontendDefinition } from './define-frontend.ts'
import type { InstructionExtension } from './extend-instruction.ts'
import { guardInstruction, guardPolicy, guardResolver, guardRule, guardSubrequest } from './guard.ts'

/** The tables that everything is driven by. */
export interface FrontendTables {
  readonly instructions: ReadonlyMap<string, InstructionDefinition>
  readonly rules: readonly LintRule[]
  readonly policies: readonly Policy[]
  readonly resolvers: readonly Resolver[]
  readonly subrequests: readonly Subrequest[]
}

/**
 * The language of the reference with what definitions add to it.
 * Throws BuildError (code `extension`) where they do not fit: two of a name, an addition to what is not there.
 */
export function composeTables(
  definitions: readonly FrontendDefinition[],
  runLimited: RunLimited,
): FrontendTables {
  const composer = new Composer(runLimited)
  for (const definition of definitions) composer.add(definition)
  return composer.tables()
}

/** The definition and those that it uses, what is used first, each once. */
export function flatten(definitions: readonly FrontendDefinition[]): readonly FrontendDefinition[] {
  const found = new Set<FrontendDefinition>()
  const open = new Set<FrontendDefinition>()
  const visit = (definition: FrontendDefinition): void => {
    if (found.has(definition)) return
    if (open.has(definition)) throw malformed(definition.name, 'uses itself')
    open.add(definition)
    for (const used of definition.use ?? []) visit(used)
    open.delete(definition)
    found.add(definition)
  }
  for (const definition of definitions) visit(definition)
  return [...found]
}

class Composer {
  readonly #runLimited: RunLimited
  readonly #instructions = new Map(builtinInstructions)
  readonly #rules = [...builtinRules]
  readonly #policies: Policy[] = []
  readonly #resolvers: Resolver[] = []
  readonly #subrequests = [...builtinSubrequests]
  /** Who brought what, by kind and name; what is built in was brought by nobody. */
  readonly #owners = new Map<string, string>()

  constructor(runLimited: RunLimited) {
    this.#runLimited = runLimited
  }

  add(definition: FrontendDefinition): void {
    const owner = nameOf(definition)
    // Additions may be to instructions that the same definition brings.
    const instructions = definition.instructions ?? []
    for (const part of instructions) checkShape(owner, 'instruction', part, [])
    for (const part of instructions) if (!('extends' in part)) this.#addInstruction(part, owner)
    for (const part of instructions) if ('extends' in part) this.#extend(part, owner)
    for (const rule of definition.rules ?? []) this.#addRule(rule, owner)
    for (const policy of definition.policies ?? []) {
      checkShape(owner, 'policy', policy, [])
      if (!policy.check && !policy.checkSources) {
        throw malformed(owner, `policy ${policy.name} has neither a function check nor checkSources`)
      }
      checkShape(owner, 'policy', policy, policy.check ? ['check'] : ['checkSources'])
      this.#claim('policy', policy.name, owner, false)
      this.#policies.push(guardPolicy(policy, owner, this.#runLimited))
    }
    for (const resolver of definition.resolvers ?? []) {
      checkShape(owner, 'resolver', resolver, ['resolve'])
      this.#claim('resolver', resolver.name, owner, false)
      this.#resolvers.push(guardResolver(resolver, owner, this.#runLimited))
    }
    for (const subrequest of definition.subrequests ?? []) {
      checkShape(owner, 'subrequest', subrequest, ['handle'])
      const taken = builtinSubrequests.some(({ name }) => name === subrequest.name)
      this.#claim('subrequest', subrequest.name, owner, taken)
      this.#subrequests.push(guardSubrequest(subrequest, owner))
    }
  }

  tables(): FrontendTables {
    return {
      instructions: this.#instructions,
      rules: this.#rules,
      policies: this.#policies,
      resolvers: this.#resolvers,
      subrequests: this.#subrequests,
    }
  }

  #addInstruction(definition: InstructionDefinition, owner: string): void {
    checkShape(owner, 'instruction', definition, ['parse', 'convert'])
    const { name } = definition
    if (!/^[A-Z][A-Z0-9_]*$/.test(name)) {
      throw malformed(owner, `the name of an instruction is in upper case, and ${name} is not`)
    }
    if (builtinInstructions.has(name)) {
      throw malformed(owner, `instruction ${name} is built in; add to it with extendInstruction`)
    }
    this.#claim('instruction', name, owner, false)
    this.#instructions.set(name, guardInstruction(definition, owner, this.#runLimited))
    for (const rule of definition.rules ?? []) this.#addRule(rule, owner)
  }

  #extend(extension: InstructionExtension, owner: string): void {
    const name = extension.extends
    const base = this.#instructions.get(name)
    if (!base) throw malformed(owner, `there is no instruction ${name} to add to`)
    if (name === 'FROM' || name === 'ONBUILD') {
      const instead = name === 'FROM' ? '; defineResolver says what a FROM stands for' : ''
      throw malformed(owner, `nothing can be added to ${name}${instead}`)
    }
    for (const flag of extension.flags) {
      const builtin = builtinInstructions.get(name)?.flags.some((known) => known.name === flag) ?? false
      this.#claim(`flag of ${name}`, `--${flag}`, owner, builtin)
    }
    this.#instructions.set(name, guardInstruction(extension.apply(base), owner, this.#runLimited))
  }

  #addRule(rule: LintRule, owner: string): void {
    checkShape(owner, 'rule', rule, ['create'])
    this.#claim(
      'rule',
      rule.name,
      owner,
      builtinRules.some(({ name }) => name === rule.name),
    )
    this.#rules.push(guardRule(rule, owner))
  }

  #claim(kind: string, name: string, owner: string, builtin: boolean): void {
    const key = `${kind} ${name}`
    const other = this.#owners.get(key)
    if (builtin) throw malformed(owner, `${key} is built in`)
    if (other === owner) throw malformed(owner, `${key} is defined twice`)
    if (other !== undefined) throw malformed(owner, `${key} is defined by extension ${other} already`)
    this.#owners.set(key, owner)
  }
}

function nameOf(definition: FrontendDefinition): string {
  const { name, apiVersion: made = apiVersion } = definition
  if (made !== apiVersion) {
    throw malformed(
      String(name),
      `it is made for version ${String(made)} of the API, and this frontend has version ${apiVersion}`,
    )
  }
  if (typeof name === 'string' && /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(name)) return name
  throw malformed(String(name), 'the name of an extension is in lower case, with dashes between words')
}

/** Definitions may come from files that no compiler has seen. */
function checkShape(owner: string, kind: string, part: unknown, functions: readonly string[]): void {
  if (typeof part !== 'object' || part === null)
    throw malformed(owner, `a part of its ${kind} list is no object`)
  const fields = new Map<string, unknown>(Object.entries(part))
  const name = fields.get('name') ?? fields.get('extends')
  if (typeof name !== 'string' || name === '')
    throw malformed(owner, `a part of its ${kind} list has no name`)
  for (const field of functions) {
    if (typeof fields.get(field) === 'function') continue
    throw malformed(owner, `${kind} ${name} has no function ${field}`)
  }
}

/** The error for a definition that cannot be. */
export function malformed(owner: string, reason: string): BuildError {
  return new BuildError('extension', `extension ${owner}: ${reason}`)
}
