import { defineFrontend, definePolicy, type Instruction, soundsSecret } from '../../api.ts'

const policy = definePolicy({
  name: 'no-secrets',
  description: 'Secrets are mounted, and not passed by ARG or ENV',
  check(plan) {
    for (const { instructions } of plan.stages) {
      for (const instruction of instructions) {
        for (const name of namesOf(instruction)) {
          if (!soundsSecret(name)) continue
          const keyword = instruction.kind.toUpperCase()
          plan.refuse(
            `${keyword} ${name} sounds like a secret, and would be kept in the image`,
            instruction.span,
            'use RUN --mount=type=secret',
          )
        }
      }
    }
  },
})

function namesOf(instruction: Instruction): readonly string[] {
  if (instruction.kind === 'arg') return instruction.args.map(({ key }) => key)
  return instruction.kind === 'env' ? instruction.pairs.map(({ key }) => key) : []
}

/**
 * Refuses an ARG or ENV whose name sounds like a secret, as the build check SecretsUsedInArgOrEnv tells them.
 *
 * @example
 * export default defineFrontend({ name: 'myorg', use: [noSecrets] })
 */
export const noSecrets = defineFrontend({ name: 'no-secrets', policies: [policy] })
