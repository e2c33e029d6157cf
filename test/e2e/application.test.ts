import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BuildOutcome, build, tryBuild } from './build.ts'
import { readExample } from './example-app.ts'
import { findLeaks } from './leaks.ts'
import { instructionSteps } from './progress.ts'
import { type SshServer, startSshServer } from './ssh-server.ts'
import { newDirectory } from './workspace.ts'

const secret = `moelove-${randomBytes(16).toString('hex')}`
let server: SshServer
let args: readonly string[]

beforeAll(async () => {
  server = await startSshServer()
  const secretFile = join(newDirectory(), 'token')
  writeFileSync(secretFile, secret)
  args = [
    ...['--network=host', '--ssh=default', '--provenance=mode=max', `--secret=id=moelove,src=${secretFile}`],
    ...['--build-arg', `LIBRARY=${server.repository}`],
    ...['--build-context', 'alpine/git=docker-image://slipway-test/git'],
    ...['--build-context', 'busybox=docker-image://slipway-test/busybox'],
  ]
})
afterAll(() => server?.stop())

const { dockerfile, context } = readExample()

function buildApp(more: readonly string[] = []): Promise<BuildOutcome> {
  return build({
    dockerfile,
    context,
    args: [...args, ...more],
    env: { SSH_AUTH_SOCK: server.agentSocket, BUILDX_NO_DEFAULT_ATTESTATIONS: undefined },
  })
}

describe('the example application', () => {
  it('builds its small final stage by default, and not the dev stage', async () => {
    const { layout, steps } = await buildApp()
    const { image } = layout
    expect(image.text('usr/share/greet/greet')).toContain('words_hello')
    expect(image.text('usr/share/greet/data.txt')).toBe(
      `data fetched with a token of ${secret.length} bytes\n`,
    )
    expect(image.has('build')).toBe(false)
    expect(image.config.config.User).toBe('1000')
    expect(image.config.config.Cmd).toEqual(['sh', '/usr/share/greet/greet'])
    expect(image.config.config.Labels).toMatchObject({ 'org.opencontainers.image.title': 'greet' })
    expect(steps.filter(({ name }) => name.startsWith('[dev'))).toEqual([])
    const names = instructionSteps(steps).map(({ name }) => name.replace(/ \d+\/\d+\]/, ']'))
    expect(names).toContain(
      '[builder] RUN --mount=type=secret,id=moelove,target=/cache_builder,required ./fetch_remote_data.sh',
    )
  })

  it('builds the dev stage with --target dev', async () => {
    const { layout } = await buildApp(['--target=dev'])
    expect(layout.image.config.config.Env).toContain('GREET_DEBUG=1')
    expect(layout.image.config.config.Cmd).toEqual(['sh', '-x', 'dist/greet'])
    expect(layout.image.text('build/library/words.sh')).toContain('words_hello')
  })

  it('leaves no byte of the secret or of the key in blobs, configs, history, provenance or progress', async () => {
    for (const target of [[], ['--target=dev']]) {
      const outcome = await buildApp(['--no-cache', ...target])
      const kinds = outcome.layout.image.statements.map(({ predicateType }) => predicateType)
      expect(kinds).toEqual([expect.stringMatching(/slsa\.dev\/provenance/)])
      expect(findLeaks(outcome, [secret, ...server.keyMaterial])).toEqual([])
    }
  })

  it('fails without an agent', async () => {
    const { code, stderr } = await tryBuild({
      dockerfile,
      context,
      args: ['--no-cache', ...args.filter((arg) => arg !== '--ssh=default')],
      env: { SSH_AUTH_SOCK: undefined },
      progress: 'plain',
      output: 'none',
    })
    expect(code).not.toBe(0)
    expect(stderr).toContain('unset ssh forward key default')
  })
})
