import type { LintEvent, LintListener } from '../lint/index.ts'
import type { BuildError } from '../source/index.ts'

/** Remembers what extensions did too late until everything is converted, and ends the build with it then. */
export class LateWork implements LintListener {
  readonly #listener: LintListener
  #first: BuildError | undefined
  #over = false

  constructor(listener: LintListener) {
    this.#listener = listener
  }

  readonly tell = (error: BuildError): boolean => {
    this.#first ??= error
    return !this.#over
  }

  emit(event: LintEvent): void {
    this.#listener.emit(event)
  }

  error(): BuildError | undefined {
    this.#over = true
    return this.#first ?? this.#listener.error?.()
  }
}
