/** A step of a build, from the engine's progress records. */
export interface Step {
  readonly digest: string
  readonly name: string
  readonly cached: boolean
  readonly completed: boolean
  readonly error: string
  readonly log: string
}

interface ProgressRecord {
  readonly vertexes?: readonly {
    readonly digest: string
    readonly name?: string
    readonly cached?: boolean
    readonly completed?: string
    readonly error?: string
  }[]
  readonly logs?: readonly { readonly vertex: string; readonly data: string }[]
  readonly warnings?: readonly {
    readonly short: string
    readonly url?: string
    readonly range?: readonly { readonly start: { readonly line: number } }[]
  }[]
}

/** Reads `--progress=rawjson` output: steps in the order in which they first appeared, each with its last state. */
export function readSteps(text: string): readonly Step[] {
  const steps = new Map<string, { -readonly [K in keyof Step]: Step[K] }>()
  for (const line of text.split('\n')) {
    if (!line.startsWith('{')) continue
    const record = JSON.parse(line) as ProgressRecord
    for (const vertex of record.vertexes ?? []) {
      const step = steps.get(vertex.digest) ?? {
        digest: vertex.digest,
        name: vertex.name ?? '',
        cached: false,
        completed: false,
        error: '',
        log: '',
      }
      steps.set(vertex.digest, step)
      step.cached ||= vertex.cached ?? false
      step.completed ||= vertex.completed !== undefined
      step.error = vertex.error ?? step.error
    }
    for (const { vertex, data } of record.logs ?? []) {
      const step = steps.get(vertex)
      if (step) step.log += Buffer.from(data, 'base64').toString()
    }
  }
  return [...steps.values()]
}

/** The steps that instructions of the Dockerfile made: their names start with the stage and number in brackets. */
export function instructionSteps(steps: readonly Step[]): readonly Step[] {
  return steps.filter(({ name }) => /^\[(?!internal\]|auth\])/.test(name))
}

/** Reads the warnings from the same output, each with its address and lines, in alphabetical order. */
export function readWarnings(text: string): readonly string[] {
  const warnings: string[] = []
  for (const line of text.split('\n')) {
    if (!line.startsWith('{')) continue
    for (const { short, url, range } of (JSON.parse(line) as ProgressRecord).warnings ?? []) {
      const lines = (range ?? []).map(({ start }) => start.line).join(',')
      warnings.push(`${Buffer.from(short, 'base64').toString()} [${url}] at ${lines}`)
    }
  }
  return warnings.sort()
}
