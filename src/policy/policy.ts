import type { Plan, SourcePlan } from './plan.ts'

/**
 * A check of the whole build before anything of it is solved. It looks at the plan, and may refuse it, warn, or
 * change it. A build for several platforms has a plan for each.
 *
 * @example
 * const noRoot = definePolicy({
 *   name: 'no-root',
 *   description: 'Images must not run as root',
 *   check(plan) {
 *     if (['', '0', 'root'].includes(plan.image.user)) plan.refuse('the image runs as root', plan.target.place)
 *   },
 * })
 */
export interface Policy {
  /** As errors and warnings name it: lower case with dashes. */
  readonly name: string
  readonly description?: string
  /** Where it is documented. */
  readonly url?: string
  /** Milliseconds that it may take; 10,000 by default. A policy that takes longer fails the build. */
  readonly timeLimit?: number
  /**
   * Looks at what the build takes from outside before any registry is asked, calls (`--call=…`) included; it is asked
   * again about what triggers of base images name. What it throws, or `plan.refuse`, fails the build.
   */
  checkSources?(plan: SourcePlan): void | Promise<void>
  /** Looks at the whole build, of which nothing has run. What it throws, or `plan.refuse`, fails the build. */
  check?(plan: Plan): void | Promise<void>
}

/**
 * Makes a policy. What goes in comes out: the function is there for the types.
 *
 * @example
 * export const labelled = definePolicy({
 *   name: 'labelled',
 *   check: (plan) => void plan.image.labels.set('org.example.team', 'platform'),
 * })
 */
export function definePolicy(policy: Policy): Policy {
  return policy
}
