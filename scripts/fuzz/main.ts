/**
 * Feeds the frontend with what is meant to hurt it: Dockerfiles, options, ignore files, image configs, answers of the
 * daemon, and frames. Each has to end in a result or in one error of the frontend's own; nothing else is thrown,
 * nothing hangs.
 *
 *   npm run fuzz -- [--seed=1] [--seconds=60 | --count=N] [--target=text,options,ignore,config,answers,frames]
 *                   [--frontend='dist/slipway-frontend']
 *
 * `--frontend` starts a program for each input in place of this process (frames are left out then); what takes more
 * than 256 MiB fails as well. A failure is printed with the number that makes it again: `--only=NUMBER`.
 */
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { parseFrontendCommand } from '../../bench/gateway/frontend-command.ts'
import { randomOf } from '../../test/corpus/random.ts'
import { problemInProcess } from './gateway/run-in-process.ts'
import { runProgram } from './gateway/run-program.ts'
import type { Scenario } from './gateway/scenario.ts'
import { buildTargets } from './targets/builds.ts'
import { frameProblem } from './targets/frames.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string' },
    count: { type: 'string' },
    only: { type: 'string' },
    target: { type: 'string', default: [...Object.keys(buildTargets), 'frames'].join(',') },
    frontend: { type: 'string' },
  },
})
const seed = Number(values.seed)
const targets = values.target.split(',')
const command = values.frontend === undefined ? undefined : parseFrontendCommand(values.frontend)
const largestMemory = 256
const longest = 30_000

// Whatever does not end is reported from outside.
const beats = new Int32Array(new SharedArrayBuffer(8))
const watchdog = new Worker(
  `const { workerData: beats } = require('node:worker_threads')
  let last = -1
  setInterval(() => {
    if (last === beats[0]) { console.error('number ' + beats[1] + ' does not end'); process.exit(1) }
    last = beats[0]
  }, ${longest * 2})`,
  { eval: true, workerData: beats },
)
watchdog.unref()

interface Outcome {
  readonly input: string
  readonly problem: string | undefined
}

async function tryOut(target: string, number: number): Promise<Outcome> {
  const random = randomOf(seed * 1_000_003 + number)
  if (target === 'frames') return command ? { input: '', problem: undefined } : frameProblem(random)
  const make = buildTargets[target]
  if (make === undefined) throw new RangeError(`there is no target ${target}`)
  const scenario: Scenario = { name: `${target} ${number}`, ...make(random) }
  return { input: JSON.stringify(printable(scenario)), problem: await problemOf(scenario) }
}

async function problemOf(scenario: Scenario): Promise<string | undefined> {
  if (command) {
    const { kind, message, peakRss } = await runProgram([command.command, ...command.args], scenario, longest)
    if (kind === 'nothing' || message.startsWith('internal error')) return message
    return peakRss > largestMemory ? `it takes ${Math.round(peakRss)} MiB` : undefined
  }
  const late = new Promise<string>((resolve) => {
    setTimeout(() => resolve('it does not end'), longest).unref()
  })
  return Promise.race([problemInProcess(scenario), late])
}

function printable({ files, ...rest }: Scenario): object {
  const texts = Object.entries(files).map(([path, content]) => [
    path,
    Buffer.from(content).toString('latin1'),
  ])
  return { files: Object.fromEntries(texts), ...rest }
}

const started = performance.now()
const limit = values.seconds === undefined ? undefined : Number(values.seconds) * 1000
const only = values.only === undefined ? undefined : Number(values.only)
const count = Number(values.count ?? (limit === undefined ? 2000 : Number.POSITIVE_INFINITY))
let failures = 0
let number = only ?? 0
for (; number < (only === undefined ? count : only + 1); number++) {
  if (limit !== undefined && performance.now() - started > limit) break
  const target = targets[number % targets.length] ?? ''
  beats[0] = (beats[0] ?? 0) + 1
  beats[1] = number
  const { input, problem } = await tryOut(target, number)
  if (problem === undefined) continue
  failures++
  console.error(`number ${number} (${target}), --seed=${seed}:\n${problem}\n${input.slice(0, 4000)}\n`)
  if (failures === 10) break
}
console.log(`${number} inputs, ${failures} of which failed`)
process.exit(failures > 0 ? 1 : 0)
