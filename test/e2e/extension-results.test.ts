import { beforeAll, describe, expect, it } from 'vitest'
import { build, tryBuild } from './build.ts'
import { output } from './docker.ts'
import { syntaxImage } from './syntax-image.ts'
import { layOut } from './workspace.ts'

const frontend = 'slipway-test/choosing-frontend'

/** A frontend that chooses other images than the Dockerfile names: by a resolver, and by a policy. */
const extension = `
import { defineFrontend, definePolicy, defineResolver } from 'slipway'
export default defineFrontend({
  name: 'choosing',
  resolvers: [
    defineResolver({
      name: 'aliases',
      resolve({ name }) {
        if (name === 'our/base') return { image: 'slipway-test/chosen-new' }
        return name === 'our/tools' ? { stage: 'tools' } : undefined
      },
    }),
  ],
  policies: [
    definePolicy({
      name: 'modern',
      check(plan) {
        for (const source of plan.sources) {
          if (source.image?.path === 'slipway-test/chosen-old') source.replace('slipway-test/chosen-new')
        }
      },
    }),
  ],
})
`

async function makeImage(name: string, dockerfile: string): Promise<void> {
  await output('docker', ['buildx', 'build', '--load', '-t', name, layOut({ Dockerfile: dockerfile })])
}

const refusal = async (dockerfile: string, context = {}, args: readonly string[] = []) => {
  const { code, stderr } = await tryBuild({ dockerfile, context, args, output: 'none', progress: 'plain' })
  expect(code).toBe(1)
  return stderr
}

describe.skipIf(syntaxImage === undefined)('what a FROM stands for', () => {
  beforeAll(async () => {
    for (const who of ['old', 'new']) {
      const lines = `ENV WHO=${who}\nRUN echo ${who} > /who\nUSER ${who === 'new' ? 'app' : 'root'}\nCMD ["${who}"]\n`
      await makeImage(`slipway-test/chosen-${who}`, `FROM slipway-test/busybox\n${lines}`)
    }
    const image = `FROM ${syntaxImage}\nCOPY choosing.ts /extensions/\n`
    const context = layOut({ Dockerfile: image, 'choosing.ts': extension })
    await output('docker', ['buildx', 'build', '--load', '-t', frontend, context])
  })

  const args = ['--build-arg', `BUILDKIT_SYNTAX=${frontend}`]

  it.each([
    ['a resolver', 'our/base'],
    ['a policy', 'slipway-test/chosen-old'],
  ])('%s has files and config be those of one image', async (_, name) => {
    const { layout } = await build({
      context: layOut({ Dockerfile: `FROM ${name}\nRUN echo "$WHO $(cat /who) $(id -un)" > /tmp/seen\n` }),
      args,
    })
    expect(layout.image.text('tmp/seen')).toBe('new new app\n')
    const { config } = layout.image.config
    expect(config).toMatchObject({ User: 'app', Cmd: ['new'] })
    expect(config.Env).toContain('WHO=new')
  })

  it('COPY and mounts take files from what stands there', async () => {
    const dockerfile =
      'FROM slipway-test/busybox AS tools\nRUN echo tool > /tool\nFROM slipway-test/busybox\nCOPY --from=our/tools /tool /a\nRUN --mount=from=slipway-test/chosen-old,target=/m cp /m/who /b\n'
    const { layout } = await build({ context: layOut({ Dockerfile: dockerfile }), args })
    expect([layout.image.text('a'), layout.image.text('b')]).toEqual(['tool\n', 'new\n'])
  })
})

describe.skipIf(syntaxImage === undefined)('policies of the box', () => {
  it.each([['USER +0'], ['USER -0'], ['USER app\nUNSET USER']])('no-root refuses %j', async (line) => {
    const stderr = await refusal(
      `# extensions=no-root,unset\nFROM slipway-test/busybox\n${line}\nRUN id -u\n`,
    )
    expect(stderr).toContain('policy no-root: the image runs as root (hint: end the last stage with USER)')
    expect(stderr).toContain(`>>> ${line.split('\n').at(-1)}`)
  })

  it('required-digests asks no registry', async () => {
    const stderr = await refusal('# extensions=required-digests\nFROM registry.invalid/team/app:1\n')
    expect(stderr).toContain('the image registry.invalid/team/app:1 is named without a digest')
    expect(stderr).not.toContain('load metadata for registry.invalid')
  })

  it('no-secrets and the check see ENVFILE, and show no value', async () => {
    const context = { 'app.env': 'A=visible\nDB_PASSWORD=hunter2\n' }
    const text = 'FROM slipway-test/busybox\nENVFILE app.env\nRUN true\n'
    const refused = await refusal(`# extensions=envfile,no-secrets\n${text}`, context)
    expect(refused).toContain('ENVFILE DB_PASSWORD sounds like a secret')
    expect(refused).toContain('app.env:2')
    const warned = await tryBuild({
      dockerfile: `# extensions=envfile\n${text}`,
      context,
      output: 'none',
      progress: 'plain',
    })
    expect(warned.code).toBe(0)
    expect(warned.stderr).toContain('(ENVFILE "DB_PASSWORD")')
    for (const shown of [refused, warned.stderr]) expect(shown).not.toMatch(/hunter2|visible/)
  })
})

describe.skipIf(syntaxImage === undefined)('INCLUDE and ENVFILE', () => {
  it('the address of an INCLUDE knows args of the stage, and refuses what has no value', async () => {
    const files = {
      'base.Dockerfile': 'RUN echo plain > /kind\n',
      'base-dev.Dockerfile': 'RUN echo dev > /kind\n',
    }
    const head = `# syntax = ${syntaxImage}\n# extensions=include\nFROM slipway-test/busybox\nARG KIND=-dev\n`
    const { layout } = await build({
      context: layOut({ ...files, Dockerfile: `${head}INCLUDE base\${KIND}.Dockerfile\n` }),
    })
    expect(layout.image.text('kind')).toBe('dev\n')
    const { code, stderr } = await tryBuild({
      context: layOut({ ...files, Dockerfile: `${head}INCLUDE base\${KNID}.Dockerfile\n` }),
      output: 'none',
      progress: 'plain',
    })
    expect(code).toBe(1)
    expect(stderr).toContain('$KNID in base${KNID}.Dockerfile has no value here (did you mean KIND?)')
  })

  it('an error in an included file shows the line that includes it as well', async () => {
    const { stderr } = await tryBuild({
      context: layOut({
        Dockerfile: `# syntax = ${syntaxImage}\n# extensions=include\nFROM slipway-test/busybox\nINCLUDE part\n`,
        part: '# a part\nRUN false\n',
      }),
      output: 'none',
      progress: 'plain',
    })
    expect(stderr).toContain('>>> RUN false')
    expect(stderr).toContain('>>> INCLUDE part')
  })

  it('an ignored file is told of as such', async () => {
    const context = { '.dockerignore': '.env\n', '.env': 'A=1\n' }
    const stderr = await refusal('# extensions=envfile\nFROM slipway-test/busybox\nENVFILE .env\n', context)
    expect(stderr).toContain('it is excluded by .dockerignore')
  })
})
