import type { LintListener } from '../lint/index.ts'
import type { PlanVariable } from './plan.ts'

/**
 * A listener that notes every variable that the stages set, and hands on what it hears.
 * @param variables what is noted, in order
 */
export function recordVariables(listener: LintListener, variables: PlanVariable[]): LintListener {
  return {
    emit(event) {
      if (event.kind === 'variable') {
        const { name, instruction, inImage, at } = event
        variables.push({
          name,
          instruction,
          inImage,
          get place() {
            return at ? at() : instruction.span
          },
        })
      } else if (event.kind === 'arg') {
        const { instruction, declaration } = event
        variables.push({ name: declaration.key, instruction, inImage: false, place: instruction.span })
      }
      listener.emit(event)
    },
    error: () => listener.error?.(),
  }
}
