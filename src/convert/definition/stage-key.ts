/**
 * What a piece of a stage's state is known by; made with `stageKey`.
 *
 * @example
 * const count: StageKey<number> = stageKey({ initial: () => 0, inherit: (below) => below })
 */
export interface StageKey<Value> {
  /** What a stage has before anything is set. */
  readonly initial: () => Value
  /** What a stage that is made from another one of the file starts with; absent, it starts with `initial`. */
  readonly inherit?: (below: Value) => Value
}

/**
 * Makes a key for state that an instruction leaves in its stage for later ones (`stage.get`, `stage.set`).
 * @param definition what a stage has at first, and what it takes from the stage that it is made from
 *
 * @example
 * const mounts = stageKey<readonly ExecMount[]>({ initial: () => [] })
 * // MOUNT: stage.set(mounts, [...stage.get(mounts), mount])
 * // RUN:   stage.get(mounts)
 */
export function stageKey<Value>(definition: StageKey<Value>): StageKey<Value> {
  return Object.freeze({ ...definition })
}

/** The state that extensions keep in one stage. */
export class StageMemory {
  readonly #below: StageMemory | undefined
  /** By identity of the key, which says what type the value has. */
  readonly #values = new Map<object, unknown>()

  constructor(below: StageMemory | undefined) {
    this.#below = below
  }

  get<Value>(key: StageKey<Value>): Value {
    if (!this.#values.has(key)) this.#values.set(key, this.#start(key))
    return this.#values.get(key) as Value
  }

  set<Value>(key: StageKey<Value>, value: Value): void {
    this.#values.set(key, value)
  }

  /** Stages may stand on each other by the thousand: no recursion. */
  #start<Value>(key: StageKey<Value>): Value {
    const { inherit } = key
    if (!inherit) return key.initial()
    const way: StageMemory[] = []
    let memory = this.#below
    while (memory && !memory.#values.has(key)) {
      way.push(memory)
      memory = memory.#below
    }
    let value = memory ? (memory.#values.get(key) as Value) : key.initial()
    for (const between of way.reverse()) {
      value = inherit(value)
      between.#values.set(key, value)
    }
    return this.#below ? inherit(value) : value
  }
}
