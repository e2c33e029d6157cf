import type { FromInstruction, Instruction } from '../dockerfile/index.ts'
import type { LintListener } from '../lint/index.ts'
import type { PlanVariable } from './plan.ts'

/** What is noted while a Dockerfile is converted, for those who look at the whole of it afterwards. */
export interface ConversionRecord {
  /** Every variable that the stages set, in order. */
  readonly variables: readonly PlanVariable[]
  /** The instructions of the stages, variables replaced, by their FROM. */
  readonly expanded: ReadonlyMap<FromInstruction, readonly Instruction[]>
}

/** Notes what happens, and hands on what it hears. */
export class ConversionRecorder implements LintListener, ConversionRecord {
  readonly variables: PlanVariable[] = []
  readonly expanded = new Map<FromInstruction, Instruction[]>()
  readonly #listener: LintListener

  constructor(listener: LintListener) {
    this.#listener = listener
  }

  emit(event: Parameters<LintListener['emit']>[0]): void {
    if (event.kind === 'variable') {
      const { name, value, instruction, inImage, at } = event
      this.variables.push({
        name,
        value,
        instruction,
        inImage,
        get place() {
          return at ? at() : instruction.span
        },
      })
    } else if (event.kind === 'arg') {
      const { instruction, declaration } = event
      const { key, value } = declaration
      this.variables.push({ name: key, value, instruction, inImage: false, place: instruction.span })
    } else if (event.kind === 'instruction' && event.stage.from) {
      const list = this.expanded.get(event.stage.from)
      if (list) list.push(event.instruction)
      else this.expanded.set(event.stage.from, [event.instruction])
    }
    this.#listener.emit(event)
  }

  error(): ReturnType<NonNullable<LintListener['error']>> {
    return this.#listener.error?.()
  }
}
