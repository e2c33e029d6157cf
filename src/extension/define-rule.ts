import type { LintRule } from '../lint/index.ts'

/**
 * What a build check is made of: `url` may be absent where it is documented nowhere.
 *
 * @example
 * const options: RuleOptions = { name: 'Idle', description: 'Finds nothing', create: () => ({}) }
 */
export type RuleOptions = Omit<LintRule, 'url'> & { readonly url?: string }

/**
 * Makes a build check: a visitor of what happens while a Dockerfile is read and converted.
 *
 * @example
 * export const noSudo = defineRule({
 *   name: 'NoSudo',
 *   description: 'RUN is root already',
 *   create: () => ({
 *     instruction({ instruction }, report) {
 *       if (instruction.kind === 'run' && instruction.command.args[0]?.startsWith('sudo ')) report('Drop the sudo')
 *     },
 *   }),
 * })
 */
export function defineRule(rule: RuleOptions): LintRule {
  return Object.freeze({ url: '', ...rule })
}
