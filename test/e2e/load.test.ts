import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { tryBuild } from './build.ts'
import { firstLine, syntaxImage } from './syntax-image.ts'
import { layOut } from './workspace.ts'

/**
 * How much is done: `SLIPWAY_LOAD=full scripts/e2e test/e2e/load.test.ts` does it all, which takes many minutes and
 * the whole machine; a short form of it is part of all end-to-end tests.
 */
const full = process.env['SLIPWAY_LOAD'] === 'full'
const { rounds, atOnce, inSequence, cancels, minutes } = full
  ? { rounds: 3, atOnce: 120, inSequence: 500, cancels: 10, minutes: 40 }
  : { rounds: 1, atOnce: 12, inSequence: 20, cancels: 3, minutes: 4 }

const dockerfile = (mark: string) =>
  `FROM slipway-test/busybox AS base\nARG MARK=${mark}\nLABEL mark=$MARK\nFROM base\nCOPY file /\n`

/** Resident memory of the daemon, in MiB, in whichever process it is. */
function daemonMemory(): number {
  const sizes = readdirSync('/proc').map((pid) => {
    try {
      if (!/^(dockerd|buildkitd)\n$/.test(readFileSync(`/proc/${pid}/comm`, 'utf8'))) return 0
      const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
      return Number(kilobytes) / 1024
    } catch {
      return 0 // ended meanwhile, or no process
    }
  })
  return Math.max(...sizes)
}

describe.skipIf(syntaxImage === undefined)('under load', () => {
  it(
    `none of ${atOnce} builds at once fails`,
    async () => {
      const context = layOut({ file: 'x\n' })
      for (let round = 0; round < rounds; round++) {
        const outcomes = await Promise.all(
          Array.from({ length: atOnce }, () =>
            tryBuild({ dockerfile: dockerfile(randomUUID()), context, output: 'none', progress: 'plain' }),
          ),
        )
        const failed = outcomes.filter(({ code }) => code !== 0)
        expect(failed.map(({ stderr }) => stderr.slice(-1000))).toEqual([])
      }
    },
    minutes * 60_000,
  )

  it(
    `${inSequence} builds in sequence leave the daemon as large as it was`,
    async () => {
      const context = layOut({ file: 'x\n' })
      const one = async () => {
        const { code, stderr } = await tryBuild({
          dockerfile: dockerfile('same'),
          context,
          output: 'none',
          progress: 'plain',
        })
        expect(code, stderr).toBe(0)
      }
      const half = Math.floor(inSequence / 2)
      for (let number = 0; number < half; number++) await one()
      const before = daemonMemory()
      for (let number = half; number < inSequence; number++) await one()
      // Go gives memory back late; a leak of what a build has would be far more than that.
      if (before > 0) expect(daemonMemory()).toBeLessThan(before * 1.5 + 64)
    },
    minutes * 60_000,
  )

  it(
    `cancelling at ${cancels} points leaves nothing behind`,
    async () => {
      const context = layOut({
        Dockerfile: `${firstLine('ours')}${dockerfile('cancelled')}RUN sleep 30\n`,
        file: 'x\n',
      })
      for (let point = 0; point < cancels; point++) {
        const mark = randomUUID()
        const client = spawn(
          'docker',
          ['buildx', 'build', '--no-cache', '--progress=plain', '--build-arg', `OTHER=${mark}`, context],
          { stdio: 'ignore' },
        )
        const ended = once(client, 'exit')
        await pause(point * 150)
        client.kill('SIGINT')
        await ended
        for (let waited = 0; waited < 100 && frontendsOf(mark) > 0; waited++) await pause(100)
        expect(frontendsOf(mark), `after ${point * 150} ms`).toBe(0)
      }
      // Of another file: the engine may lose the layer of a step that was cancelled while it was committed, and
      // takes it for cached all the same.
      const { code, stderr } = await tryBuild({
        dockerfile: dockerfile(randomUUID()),
        context: layOut({ file: randomUUID() }),
        output: 'none',
        progress: 'plain',
      })
      expect(code, stderr).toBe(0)
    },
    minutes * 60_000,
  )
})

/** How many frontends of a build run, which has a mark among its arguments. */
function frontendsOf(mark: string): number {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`).includes(`build-arg:OTHER=${mark}`)
    } catch {
      return false // ended meanwhile
    }
  }).length
}
