import type { DescribedDefinition, SolveRecord, Transcript } from './transcript.ts'

/** What part of a build two transcripts differ in. */
export type Area =
  | 'outcome'
  | 'error'
  | 'error-code'
  | 'error-source'
  | 'error-details'
  | 'llb'
  | 'llb-order'
  | 'metadata'
  | 'op-caps'
  | 'source-map'
  | 'image-config'
  | 'attestations'
  | 'requests'
  | 'resolves'
  | 'file-reads'
  | 'warnings'

export interface Difference {
  readonly area: Area
  readonly text: string
}

/** Every way in which `got` is not what was recorded; empty where they are alike. */
export function findDifferences(want: Transcript, got: Transcript): readonly Difference[] {
  const found: Difference[] = []
  const same = (area: Area, what: string, wanted: unknown, gotten: unknown): void => {
    const [left, right] = [canonical(wanted), canonical(gotten)]
    if (left !== right)
      found.push({ area, text: `${what}\n  want ${shorten(left)}\n  got  ${shorten(right)}` })
  }
  if (outcomeOf(want) !== outcomeOf(got)) {
    return [{ area: 'outcome', text: `want ${showOutcome(want)}\n  got  ${showOutcome(got)}` }]
  }
  if (want.error) {
    same('error', 'message', want.error.message, got.error?.message)
    same('error-code', 'code', want.error.code, got.error?.code)
    same('error-source', 'sources', want.error.sources, got.error?.sources)
    same('error-details', 'details', want.error.details, got.error?.details)
  } else if (want.result) {
    compareResults(want, got, same)
    compareSolves(want, got, same)
  } else {
    same('outcome', 'exit', want.exit, got.exit)
  }
  same('requests', 'builds by other frontends', forwarded(want), forwarded(got))
  // Older recordings do not say.
  if (want.files) same('file-reads', 'files that are asked for', want.files, got.files)
  same('warnings', 'warnings', unordered(want.warnings), unordered(got.warnings))
  same('resolves', 'resolved sources', unordered(want.resolves), unordered(got.resolves))
  return found
}

type Same = (area: Area, what: string, wanted: unknown, gotten: unknown) => void

function compareResults(want: Transcript, got: Transcript, same: Same): void {
  same('llb', 'the graph of the result', want.result?.ref, got.result?.ref)
  same('llb', 'the graphs of the results', want.result?.refs, got.result?.refs)
  const [wanted, gotten] = [want.result?.metadata ?? {}, got.result?.metadata ?? {}]
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(gotten)])) {
    same('image-config', key, wanted[key], gotten[key])
  }
  same('attestations', 'attestations', want.result?.attestations, got.result?.attestations)
}

/** Pairs solves by what they solve: the order in which independent ones are asked for is nobody's concern. */
function compareSolves(want: Transcript, got: Transcript, same: Same): void {
  const waiting = new Map<string, SolveRecord[]>()
  for (const solve of got.solves) {
    const head = headOf(solve)
    if (head === undefined) continue
    const list = waiting.get(head)
    if (list) list.push(solve)
    else waiting.set(head, [solve])
  }
  const results = new Set(Object.values(want.result?.refs ?? { only: want.result?.ref ?? null }))
  for (const solve of want.solves) {
    const head = headOf(solve)
    if (head === undefined || !solve.definition) continue
    const candidates = waiting.get(head)
    const other = candidates && candidates.length > 1 ? candidates.shift() : candidates?.[0]
    if (other?.definition) {
      compareDefinitions(solve.definition, other.definition, same)
      same('requests', 'cache imports', solve.cacheImports, other.cacheImports)
      same('requests', 'evaluation', solve.evaluate, other.evaluate)
    } else if (results.has(head)) {
      same('llb', 'the first op that differs', ...firstOddOps(solve.definition, got))
    } else if (solve.definition.ops.length > 0) {
      same('requests', 'a solve', solve.definition.ops[0]?.op, undefined)
    }
  }
}

function compareDefinitions(want: DescribedDefinition, got: DescribedDefinition, same: Same): void {
  same('llb-order', 'order of the ops', digestsOf(want), digestsOf(got))
  for (const digest of new Set([...Object.keys(want.metadata), ...Object.keys(got.metadata)])) {
    const { caps: wantedCaps, ...wanted } = want.metadata[digest] ?? {}
    const { caps: gottenCaps, ...gotten } = got.metadata[digest] ?? {}
    const name = digest.slice(7, 19)
    same('metadata', `metadata of ${name}`, wanted, gotten)
    same('op-caps', `capabilities of ${name}`, wantedCaps, gottenCaps)
  }
  same('source-map', 'source map', want.source, got.source)
}

/** The first op of a wanted graph that was not solved, and of the last solved graph that was not wanted. */
function firstOddOps(want: DescribedDefinition, got: Transcript): readonly [unknown, unknown] {
  const solved = got.solves.findLast(({ definition }) => definition && definition.ops.length > 0)?.definition
  if (!solved) return [want.ops.at(-1)?.op, 'nothing was solved']
  const [wanted, gotten] = [new Set(digestsOf(want)), new Set(digestsOf(solved))]
  const missing = want.ops.find(({ digest }) => !gotten.has(digest))
  const extra = solved.ops.find(({ digest }) => !wanted.has(digest))
  return [missing?.op, extra?.op]
}

const digestsOf = ({ ops }: DescribedDefinition): readonly string[] => ops.map(({ digest }) => digest)
const headOf = ({ definition }: SolveRecord): string | undefined =>
  definition ? (definition.ops.at(-1)?.digest ?? '') : undefined
const forwarded = ({ solves }: Transcript): readonly SolveRecord[] =>
  solves.filter(({ frontend }) => frontend)
const unordered = (values: readonly unknown[]): readonly string[] => values.map(canonical).sort()

function outcomeOf({ error, result }: Transcript): string {
  return error ? 'error' : result ? 'result' : 'neither'
}

function showOutcome(transcript: Transcript): string {
  const { error, result, exit } = transcript
  return error ? `the error ${error.message}` : result ? 'a result' : `neither, exit ${canonical(exit)}`
}

/** JSON with sorted keys, without what is absent. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) => {
      if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
      const entries = Object.entries(part).filter(([, inner]) => inner !== undefined && inner !== null)
      return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
    }) ?? 'nothing'
  )
}

const shorten = (text: string): string => (text.length > 800 ? `${text.slice(0, 800)}…` : text)
