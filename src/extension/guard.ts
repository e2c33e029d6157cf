import type { InstructionDefinition, SourceAnswer, StageBuilder } from '../convert/index.ts'
import type { Instruction } from '../dockerfile/index.ts'
import type { Subrequest } from '../frontend/index.ts'
import type { RunLimited } from '../host/index.ts'
import type { LintRule, Report, RuleVisitor } from '../lint/index.ts'
import { text } from '../llb/checks/shape.ts'
import type { Plan, Policy, Resolver } from '../policy/index.ts'
import { BuildError } from '../source/index.ts'
import { atOnce, isPromise } from './at-once.ts'
import { CheckedStage } from './checked-stage.ts'
import { checkAnswer, checkImage, checkResolution, checkSources } from './checked-values.ts'
import { isErrorOfBase } from './errors-of-base.ts'
import { tooSlow, waitAtMost, withinLimit } from './time-limit.ts'

/** Milliseconds that a policy may take. */
const POLICY_LIMIT = 10_000

/** Milliseconds that a resolver may compute without a pause, and take with all its pauses. */
const RESOLVER_LIMIT = 5_000
const RESOLVER_WAIT_LIMIT = 600_000

/** What a part of an extension goes by in errors: `instruction GREET of extension myorg`. */
function labelOf(kind: string, name: string, owner: string): string {
  return `${kind} ${name} of extension ${owner}`
}

/** A BuildError as it is; anything else that an extension throws as an error that names it. */
function named(what: string, error: unknown): BuildError {
  if (error instanceof BuildError)
    return error.own || isErrorOfBase(error) ? error : error.with({ own: true })
  if (isForeign(error)) {
    const { code, message, spans = [], hint, focus } = error
    return new BuildError(code, message, {
      at: spans,
      own: true,
      ...(focus === undefined ? {} : { focus }),
      ...(hint === undefined ? {} : { hint }),
    })
  }
  return new BuildError('extension', `${what} failed: ${reasonOf(error)}`, { cause: error })
}

function reasonOf(error: unknown): string {
  if (error instanceof Error) return error.message
  // An engine that has no memory left has none for an error either.
  return error === null ? 'out of memory, or null was thrown' : String(error)
}

/** Whether it is a BuildError of another copy of this library, which an extension may have brought along. */
function isForeign(
  error: unknown,
): error is Pick<BuildError, 'code' | 'message' | 'hint'> & Partial<BuildError> {
  return error instanceof Error && error.name === 'BuildError' && 'code' in error
}

function guarded<Args extends readonly unknown[], Result>(
  what: string,
  work: (...args: Args) => Result,
  waitLimit?: number,
): (...args: Args) => Result {
  return (...args) => {
    try {
      const result = work(...args)
      if (!isPromise(result)) return result
      const awaited = waitLimit === undefined ? Promise.resolve(result) : waitAtMost(result, waitLimit, what)
      return awaited.catch((error: unknown) => {
        throw named(what, error)
      }) as Result
    } catch (error) {
      throw named(what, error)
    }
  }
}

/** The instruction, whose errors name the extension. Where it has a time limit, so have its computations. */
export function guardInstruction(
  definition: InstructionDefinition,
  owner: string,
  runLimited: RunLimited,
): InstructionDefinition {
  const what = labelOf('instruction', definition.name, owner)
  const { timeLimit, waitLimit, expand, sources, splice, checkGlobal } = definition
  const guard = <Args extends readonly unknown[], Result>(
    work: (...args: Args) => Result,
  ): ((...args: Args) => Result) => {
    if (timeLimit === undefined) return guarded(what, work, waitLimit)
    const limited = (...args: Args): Result => {
      const outcome = runLimited(() => work(...args), timeLimit)
      if (outcome.done) return outcome.value
      throw tooSlow(what, timeLimit)
    }
    return guarded(what, limited, waitLimit)
  }
  const grammar = definition.arguments
  return {
    ...definition,
    ...(grammar ? { arguments: guarded(what, grammar) } : {}),
    parse: guard((node, flags, base) => atOnce('parse', definition.parse(node, flags, base))),
    ...(expand
      ? { expand: guard((instruction, expanders) => atOnce('expand', expand(instruction, expanders))) }
      : {}),
    ...(sources
      ? {
          sources: guard((instruction, context) => {
            const named = atOnce('sources', sources(instruction, context))
            checkSources(named, 'what sources returns')
            return named
          }),
        }
      : {}),
    ...(splice ? { splice: guard((instruction, context) => splice(instruction, context)) } : {}),
    ...(checkGlobal
      ? {
          checkGlobal: guard((instruction, lookUp, options) =>
            atOnce('checkGlobal', checkGlobal(instruction, lookUp, options)),
          ),
        }
      : {}),
    convert: guard((instruction, stage) => convertChecked(definition, instruction, stage, what)),
  }
}

/** Converts on a stage that checks what it is given, and that is of use for no longer than that. */
function convertChecked(
  definition: InstructionDefinition,
  instruction: Instruction,
  stage: StageBuilder,
  what: string,
): void | Promise<void> {
  const checked = new CheckedStage(stage, what)
  let waiting = false
  try {
    const conversion: unknown = definition.convert(instruction, checked)
    if (isPromise(conversion)) {
      waiting = true
      return conversion
        .then(() => checkImage(stage.image))
        .finally(() => {
          checked.end()
        })
    }
    checkImage(stage.image)
  } finally {
    if (!waiting) checked.end()
  }
}

type Handler = (event: unknown, report: Report) => unknown

/** The rule, whose errors name the extension. */
export function guardRule(rule: LintRule, owner: string): LintRule {
  const what = labelOf('rule', rule.name, owner)
  return {
    ...rule,
    create: guarded(what, () => {
      const visitor = atOnce('create', rule.create())
      const handlers = Object.entries(visitor).map(([kind, handler]) => [
        kind,
        handler &&
          guarded(what, (event: unknown, report: Report) =>
            atOnce(
              `its handler of ${kind}`,
              (handler as Handler).call(visitor, event, (message, location) => {
                text(message, 'the message of report')
                report(message, location)
              }),
            ),
          ),
      ])
      return Object.fromEntries(handlers) as RuleVisitor
    }),
  }
}

/** The policy, which ends in time or fails the build; its errors name the extension. */
export function guardPolicy(policy: Policy, owner: string, runLimited: RunLimited): Policy {
  const what = labelOf('policy', policy.name, owner)
  const limit = policy.timeLimit ?? POLICY_LIMIT
  const { check, checkSources } = policy
  const guard = <Seen>(look: (plan: Seen) => void | Promise<void>) =>
    guarded(what, (plan: Seen) => withinLimit(() => look.call(policy, plan), limit, what, runLimited))
  return {
    ...policy,
    ...(check
      ? {
          check: guard((plan: Plan) => {
            const looking: unknown = check.call(policy, plan)
            if (isPromise(looking)) return looking.then(() => checkImage(plan.image))
            return checkImage(plan.image)
          }),
        }
      : {}),
    ...(checkSources ? { checkSources: guard(checkSources) } : {}),
  }
}

/** The resolver, which ends in time or fails the build; its errors name the extension. */
export function guardResolver(resolver: Resolver, owner: string, runLimited: RunLimited): Resolver {
  const what = labelOf('resolver', resolver.name, owner)
  const { timeLimit = RESOLVER_LIMIT, waitLimit = RESOLVER_WAIT_LIMIT } = resolver
  return {
    ...resolver,
    resolve: guarded(
      what,
      (source, context) => {
        const outcome = runLimited(() => resolver.resolve(source, context), timeLimit)
        if (!outcome.done) throw tooSlow(what, timeLimit)
        const answer: unknown = outcome.value
        if (!isPromise(answer)) return resolution(answer)
        return answer.then(resolution)
      },
      waitLimit,
    ),
  }
}

function resolution(answer: unknown): SourceAnswer | undefined {
  checkResolution(answer)
  return answer
}

/** The subrequest, whose errors name the extension. */
export function guardSubrequest(subrequest: Subrequest, owner: string): Subrequest {
  const what = labelOf('subrequest', subrequest.name.replace(/^frontend\./, ''), owner)
  return {
    ...subrequest,
    handle: guarded(what, async (build) => {
      const answer = await subrequest.handle(build)
      checkAnswer(answer, 'the answer')
      return answer
    }),
  }
}
