import {
  BuildError,
  configurable,
  defineFrontend,
  definePolicy,
  type OnbuildInstruction,
  type Plan,
  soundsSecret,
} from '../../api.ts'
import { builtinSyntaxes, parseTrigger } from '../../dockerfile/index.ts'
import { namePattern } from './name-pattern.ts'

/** The build check that tells secrets by the same names. */
const rule = 'SecretsUsedInArgOrEnv'

/**
 * What counts as a secret; `*` in a name stands for any text, and case does not matter.
 *
 * @example
 * noSecrets({ allow: ['KMS_KEY_ALIAS'], names: ['DBPASSWORD', '*_PAT'], skippable: false })
 */
export interface NoSecretsOptions {
  /** Names that are no secrets, whatever they sound like. */
  readonly allow: readonly string[]
  /** Names that are secrets, beside those that sound like it. */
  readonly names: readonly string[]
  /** Whether a Dockerfile can except an instruction, or itself: `# check=skip=SecretsUsedInArgOrEnv`. */
  readonly skippable: boolean
}

/**
 * Refuses variables whose name sounds like a secret, as the build check SecretsUsedInArgOrEnv tells them, whoever
 * sets them: ARG, ENV, an instruction of an extension.
 *
 * @example
 * export default defineFrontend({ name: 'myorg', use: [noSecrets({ names: ['GITHUB_PAT'] })] })
 */
export const noSecrets = configurable<NoSecretsOptions>(
  { allow: [], names: [], skippable: true },
  ({ allow, names, skippable }) => {
    const allowed = namePattern(allow)
    const named = namePattern(names)
    const isSecret = (name: string): boolean => !allowed(name) && (named(name) || soundsSecret(name))
    const policy = definePolicy({
      name: 'no-secrets',
      description: 'Secrets are mounted, and not passed by ARG or ENV',
      check(plan) {
        const told = new Set<string>()
        for (const { name, instruction, place } of plan.variables) {
          if (!isSecret(name)) continue
          told.add(name)
          if (skippable && plan.skips(rule, instruction)) continue
          refuse(plan, `${instruction.keyword.toUpperCase()} ${name}`, place)
        }
        for (const { instructions } of plan.stages) {
          for (const instruction of instructions) {
            if (instruction.kind !== 'onbuild' || (skippable && plan.skips(rule, instruction))) continue
            const secret = namesOfTrigger(instruction).find(isSecret)
            if (secret !== undefined) refuse(plan, `ONBUILD ${secret}`, instruction.span)
          }
        }
        // What came into the config on another way, and is not of the base image.
        const inherited = new Set((plan.baseImage?.config.env ?? []).map((entry) => entry.split('=', 1)[0]))
        for (const name of plan.image.env.keys()) {
          if (isSecret(name) && !told.has(name) && !inherited.has(name)) {
            refuse(plan, name, plan.stages.length === 0 ? undefined : plan.target.place)
          }
        }
      },
    })
    return defineFrontend({ name: 'no-secrets', policies: [policy] })
  },
)

/** The names of the variables that a trigger would set; none where it is no instruction of the language itself. */
function namesOfTrigger({ trigger, span }: OnbuildInstruction): readonly string[] {
  try {
    const instruction = parseTrigger(trigger, span, builtinSyntaxes)
    if (instruction.kind === 'env') return instruction.pairs.map(({ key }) => key)
    return instruction.kind === 'arg' ? instruction.args.map(({ key }) => key) : []
  } catch (error) {
    if (error instanceof BuildError) return []
    throw error
  }
}

function refuse(plan: Plan, what: string, place: Parameters<Plan['refuse']>[1]): never {
  return plan.refuse(
    `${what} sounds like a secret, and would be kept in the image`,
    place,
    'use RUN --mount=type=secret',
  )
}
