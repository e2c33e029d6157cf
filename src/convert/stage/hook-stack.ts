import type { FileAction } from '../../llb/index.ts'
import type { ExecRequest, StageHooks } from '../definition/index.ts'

/** What extensions change of the ops that other instructions make; the innermost is asked first. */
export class HookStack {
  readonly #hooks: StageHooks[] = []

  /** Heeds `hooks` for as long as `work` takes. */
  async during(hooks: StageHooks, work: () => void | Promise<void>): Promise<void> {
    this.#hooks.push(hooks)
    try {
      await work()
    } finally {
      this.#hooks.pop()
    }
  }

  file(actions: readonly FileAction[]): readonly FileAction[] {
    if (this.#hooks.length === 0) return actions
    for (const hooks of this.#hooks.toReversed()) actions = hooks.file?.(actions) ?? actions
    return actions
  }

  exec(request: ExecRequest): ExecRequest {
    if (this.#hooks.length === 0) return request
    for (const hooks of this.#hooks.toReversed()) request = hooks.exec?.(request) ?? request
    return request
  }
}
