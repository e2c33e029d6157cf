/**
 * Mutates Dockerfiles and checks what holds for the tree of any text: it is printed as it was, its nodes tile the
 * file, and nothing is thrown.
 *
 *   node scripts/fuzz-tree.ts [--seed=1] [--count=100000]
 *
 * A text that fails is printed as JSON, with the number that makes it again: `--seed=SEED --only=NUMBER`.
 */
import { parseArgs } from 'node:util'
import { corpus } from '../test/corpus/dockerfiles.ts'
import { mutated } from '../test/corpus/mutate.ts'
import { randomOf } from '../test/corpus/random.ts'
import { treeProblem } from '../test/corpus/tree-problem.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '100000' },
    only: { type: 'string' },
  },
})
const seed = Number(values.seed)
const texts = corpus().map(({ text }) => text)
const first = values.only === undefined ? 0 : Number(values.only)
const last = values.only === undefined ? Number(values.count) : first + 1

let failures = 0
for (let number = first; number < last; number++) {
  const random = randomOf(seed * 1_000_003 + number)
  const text = mutated(random.pick(texts), random, texts)
  const problem = treeProblem(text)
  if (problem === undefined) continue
  failures++
  process.stdout.write(
    `${number}: ${problem}\n${JSON.stringify(typeof text === 'string' ? text : [...text])}\n`,
  )
  if (failures === 10) break
}
process.stdout.write(`${last - first} texts, ${failures} failures (seed ${seed})\n`)
process.exitCode = failures > 0 ? 1 : 0
