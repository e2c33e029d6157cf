import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'

/** What V8 checks of a cache before its content: format, version, length of the source, flags. */
const headerSize = 16

/** Make two trainings compile the same: no random hashes, no second thread, nothing thrown away. */
const trainingFlags = ['--hash-seed=1', '--random-seed=1', '--no-flush-bytecode', '--single-threaded']

/**
 * The code cache of a bundle for the Node that runs this. The bundle builds a typical Dockerfile for a daemon that
 * is played here; what it has compiled by then is the cache. Undefined where V8 would not take it.
 */
export async function makeCodeCache(bundle: string): Promise<Buffer | undefined> {
  const directory = mkdtempSync(join(tmpdir(), 'code-cache-'))
  try {
    const cache = join(directory, 'cache')
    await train(bundle, cache)
    const source = readFileSync(bundle, 'latin1')
    const trained = readFileSync(cache)
    // Flags of the training that change no code are no reason to refuse its result.
    new Script(source, { filename: bundle }).createCachedData().copy(trained, 0, 0, headerSize)
    const { cachedDataRejected } = new Script(source, { filename: bundle, cachedData: trained })
    return cachedDataRejected === false ? trained : undefined
  } finally {
    rmSync(directory, { recursive: true })
  }
}

async function train(bundle: string, cache: string): Promise<void> {
  const script = fileURLToPath(new URL('train.ts', import.meta.url))
  const child = spawn(process.execPath, [...trainingFlags, script, bundle, cache], {
    env: {
      BUILDKIT_FRONTEND_OPT_0: 'target=',
      BUILDKIT_FRONTEND_OPT_1: 'build-arg:VERSION=2',
      BUILDKIT_SESSION_ID: 'training',
      BUILDKIT_EXPORTEDPRODUCT: 'buildkit',
      BUILDKIT_WORKERS: JSON.stringify([{ ID: 'w', Platforms: [{ architecture: 'amd64', os: 'linux' }] }]),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [status] = await once(child, 'exit')
  if (status !== 0) throw new Error('the bundle does not build the training Dockerfile')
}
