import { randomBytes } from 'node:crypto'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { build, tryBuild } from './build.ts'
import { findLeaks } from './leaks.ts'
import { instructionSteps } from './progress.ts'
import { syntaxImage } from './syntax-image.ts'
import { newDirectory } from './workspace.ts'

const run = describe.skipIf(syntaxImage === undefined)

run('UNSET', () => {
  it('takes away what an image brings', async () => {
    const base = 'FROM slipway-test/busybox AS base\nVOLUME /data\nEXPOSE 80 81\nENV A=1 B=2\nLABEL a=1 b=2\n'
    const more = 'ENTRYPOINT ["/e"]\nCMD ["c"]\nHEALTHCHECK CMD true\nUSER app\n'
    const unset = ['VOLUME', 'EXPOSE 80', 'ENV A', 'LABEL a', 'ENTRYPOINT', 'CMD', 'HEALTHCHECK', 'USER']
    const lines = unset.map((words) => `UNSET ${words}\n`).join('')
    const { layout } = await build({
      dockerfile: `# extensions=unset\n${base}${more}FROM base\n${lines}RUN id -u > /uid && echo "\${A-none}" > /a\n`,
    })
    const { config } = layout.image.config
    expect(config.Volumes ?? {}).toEqual({})
    expect(config.ExposedPorts).toEqual({ '81/tcp': {} })
    expect(config.Env).toContain('B=2')
    expect(config.Env).not.toContain('A=1')
    expect(config.Labels).toMatchObject({ b: '2' })
    expect(config.Labels).not.toHaveProperty('a')
    expect([config.Entrypoint, config.Cmd, config.Healthcheck]).toEqual([undefined, undefined, undefined])
    expect(config.User ?? '').toBe('')
    expect(layout.image.text('uid')).toBe('0\n')
    expect(layout.image.text('a')).toBe('none\n')
  })
})

run('COPY --optional', () => {
  const context = { 'a.txt': 'a\n', 'conf/x.ini': 'x\n', 'conf/sub/y.ini': 'y\n', '[odd].txt': 'odd\n' }

  it('copies what is there as COPY does, and does without the rest', async () => {
    const lines = (flag: string, missing: string) =>
      `COPY ${flag} a.txt ${missing} /one/\nCOPY ${flag} conf /two\nCOPY ${flag} [[]odd].txt /odd.txt\nCOPY ${flag} --parents conf/sub/y.ini /three/\n`
    const from = 'FROM slipway-test/busybox\n'
    const { layout: plain } = await build({ context, dockerfile: from + lines('', '') })
    const { layout } = await build({
      context,
      dockerfile: `# extensions=copy-optional\n${from}${lines('--optional', 'b.txt no/such/dir/c.txt')}`,
    })
    expect([...layout.image.files.keys()].sort()).toEqual([...plain.image.files.keys()].sort())
    for (const path of ['one/a.txt', 'two/sub/y.ini', 'odd.txt', 'three/conf/sub/y.ini']) {
      expect(layout.image.text(path)).toBe(plain.image.text(path))
    }
  })

  it('builds where nothing is there at all', async () => {
    const { layout } = await build({
      context: {},
      dockerfile:
        '# extensions=copy-optional\nFROM slipway-test/busybox AS a\nFROM slipway-test/busybox\nCOPY --optional x /x\nCOPY --optional --parents y/z /y/\nCOPY --optional --from=a /no/file /f\n',
    })
    expect(layout.image.has('x')).toBe(false)
    expect(layout.image.has('f')).toBe(false)
  })

  it('follows links on the way, and does without those that lead to nothing', async () => {
    const directory = newDirectory()
    mkdirSync(join(directory, 'real/sub'), { recursive: true })
    writeFileSync(join(directory, 'real/sub/f'), 'f\n')
    writeFileSync(join(directory, 'b.conf'), 'b\n')
    symlinkSync('real', join(directory, 'link'))
    symlinkSync('missing.txt', join(directory, 'current.txt'))
    symlinkSync('b.conf', join(directory, 'a.conf'))
    symlinkSync('nowhere', join(directory, 'dead.conf'))
    const { layout } = await build({
      context: directory,
      dockerfile: [
        '# extensions=copy-optional',
        'FROM slipway-test/busybox AS s',
        'RUN mkdir -p /usr/lib/plug && echo r > /usr/lib/plug/f.so && rm -rf /lib && ln -s usr/lib /lib',
        'FROM slipway-test/busybox',
        'COPY --from=s /lib/plug/f.so /plain/',
        'COPY --optional --from=s /lib/plug/f.so /lib/plug/g.so /lib/none/h.so /opt1/',
        'COPY --optional --from=s /lib/plug/*.so /lib/no*/*.so /opt2/',
        'COPY --optional link/sub/f link/sub/g /opt3/',
        'COPY --optional current.txt /opt4/',
        'COPY --optional *.conf /opt5/',
        'COPY --optional b.conf current.txt real/sub/f /opt6',
        'RUN true',
        '',
      ].join('\n'),
    })
    for (const path of ['plain/f.so', 'opt1/f.so', 'opt2/f.so']) expect(layout.image.text(path)).toBe('r\n')
    expect(layout.image.text('opt3/f')).toBe('f\n')
    expect(layout.image.has('opt4/current.txt')).toBe(false)
    expect([layout.image.text('opt5/a.conf'), layout.image.text('opt5/b.conf')]).toEqual(['b\n', 'b\n'])
    expect(layout.image.has('opt5/dead.conf')).toBe(false)
    expect([layout.image.text('opt6/b.conf'), layout.image.text('opt6/f')]).toEqual(['b\n', 'f\n'])
  })
})

run('COPY --from=$VAR', () => {
  it('copies from the stage that a build arg names', async () => {
    const dockerfile =
      '# extensions=copy-from\nARG FLAVOUR=red\nFROM slipway-test/busybox AS red\nRUN echo red > /f\nFROM slipway-test/busybox AS blue\nRUN echo blue > /f\nFROM scratch\nARG FLAVOUR\nCOPY --from=$FLAVOUR /f /f\n'
    const red = await build({ dockerfile })
    const blue = await build({ dockerfile, args: ['--build-arg', 'FLAVOUR=blue'] })
    expect(red.layout.image.text('f')).toBe('red\n')
    expect(blue.layout.image.text('f')).toBe('blue\n')
    expect(instructionSteps(blue.steps).some(({ name }) => name.startsWith('[red'))).toBe(false)
  })
})

run('RUN --no-cache', () => {
  it('runs in every build, and what is before it does not', async () => {
    const mark = randomBytes(8).toString('hex')
    const dockerfile = `# extensions=run-no-cache\nFROM slipway-test/busybox\nRUN echo ${mark}\nRUN --no-cache cat /proc/sys/kernel/random/uuid > /id\n`
    const one = await build({ dockerfile })
    const two = await build({ dockerfile })
    expect(two.layout.image.text('id')).not.toBe(one.layout.image.text('id'))
    const cached = instructionSteps(two.steps).filter(({ cached: isCached }) => isCached)
    expect(cached.map(({ name }) => name).join()).toContain(mark)
  })
})

run('WORKDIR --chown --chmod', () => {
  it('make the directory, and those on the way, belong to a user', async () => {
    const { layout } = await build({
      dockerfile:
        '# extensions=workdir-owner\nFROM slipway-test/busybox\nWORKDIR --chown=app:app --chmod=750 /srv/app/data\nUSER app\nRUN echo mine > file\n',
    })
    for (const path of ['srv/app', 'srv/app/data']) {
      expect(layout.image.entry(path)).toMatchObject({ uid: 1000, gid: 1000, mode: 0o750 })
    }
    expect(layout.image.entry('srv/app/data/file').uid).toBe(1000)
    expect(layout.image.config.config.WorkingDir).toBe('/srv/app/data')
  })
})

run('ENVFILE', () => {
  const context = { 'versions.env': '# versions\nNODE="22"\nexport YARN=4\n', 'bad.env': 'OK=1\n\nno pair\n' }

  it('sets what the file of the context says', async () => {
    const { layout } = await build({
      context,
      dockerfile:
        '# extensions=envfile\nFROM slipway-test/busybox\nENVFILE --optional none.env\nENVFILE versions.env\nRUN echo $NODE-$YARN > /v\n',
    })
    expect(layout.image.text('v')).toBe('22-4\n')
    expect(layout.image.config.config.Env).toEqual(expect.arrayContaining(['NODE=22', 'YARN=4']))
  })

  it('an error shows the line of the file', async () => {
    const outcome = await tryBuild({
      context,
      output: 'none',
      progress: 'plain',
      dockerfile: '# extensions=envfile\nFROM slipway-test/busybox\nENVFILE bad.env\n',
    })
    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toContain('bad.env:3')
    expect(outcome.stderr).not.toContain('no pair')
    expect(outcome.stderr).not.toContain('OK=1')
  })

  it('a file that is missing is told of at the instruction', async () => {
    const outcome = await tryBuild({
      context,
      output: 'none',
      progress: 'plain',
      dockerfile: '# extensions=envfile\nFROM slipway-test/busybox\nENVFILE none.env\n',
    })
    expect(outcome.stderr).toContain('failed to read the ENVFILE none.env')
    expect(outcome.stderr).toContain('>>> ENVFILE none.env')
  })
})

run('ARG --required --enum, and args that nothing declares', () => {
  const dockerfile =
    '# extensions=arg-checks,unused-build-args\nFROM slipway-test/busybox\nARG --required VERSION\nARG --enum=debug,release MODE=debug\nRUN echo $VERSION-$MODE > /v\n'

  it('build with values that fit', async () => {
    const { layout } = await build({ dockerfile, args: ['--build-arg', 'VERSION=3'] })
    expect(layout.image.text('v')).toBe('3-debug\n')
  })

  it('refuse others', async () => {
    const request = { dockerfile, output: 'none', progress: 'plain' } as const
    const missing = await tryBuild({ ...request, args: ['--build-arg', 'VERSON=3'] })
    expect(missing.stderr).toContain('build arg VERSION is required')
    expect(missing.stderr).toContain('>>> ARG --required VERSION')
    expect(missing.stderr).toContain('No ARG declares the build arg VERSON (did you mean VERSION?)')
    const wrong = await tryBuild({ ...request, args: ['--build-arg=VERSION=3', '--build-arg=MODE=fast'] })
    expect(wrong.stderr).toContain('build arg MODE must be one of debug, release')
  })
})

run('MOUNT', () => {
  it('mounts for every RUN that follows, and leaves no secret behind', async () => {
    const secret = `mounted-${randomBytes(16).toString('hex')}`
    const file = join(newDirectory(), 'token')
    writeFileSync(file, secret)
    const outcome = await build({
      dockerfile:
        '# extensions=mount\nFROM slipway-test/busybox\nMOUNT type=secret,id=token,required,env=TOKEN type=tmpfs,target=/scratch\nRUN test -n "$TOKEN" && touch /scratch/x\nRUN [ -n "$TOKEN" ] && test ! -e /scratch/x && echo ${#TOKEN} > /length\nFROM slipway-test/busybox\nCOPY --from=0 /length /\nRUN test -z "$TOKEN"\n',
      args: [`--secret=id=token,src=${file}`],
    })
    expect(outcome.layout.image.text('length')).toBe(`${secret.length}\n`)
    expect(findLeaks(outcome, [secret])).toEqual([])
  })
})

run('policies', () => {
  const refused = async (name: string, text: string) => {
    const dockerfile = `# extensions=${name}\n${text}`
    const { code, stderr } = await tryBuild({ dockerfile, output: 'none', progress: 'plain' })
    expect(code).toBe(1)
    return stderr
  }

  it('refuse a build with the place in the file', async () => {
    const root = await refused('no-root', 'FROM slipway-test/busybox\nUSER root\n')
    expect(root).toContain('policy no-root: the image runs as root')
    expect(root).toContain('>>> USER root')
    const digest = await refused('required-digests', 'FROM slipway-test/busybox\n')
    expect(digest).toContain('the image slipway-test/busybox is named without a digest')
    expect(digest).toContain('>>> FROM slipway-test/busybox')
    const secret = await refused('no-secrets', 'FROM slipway-test/busybox\nARG NPM_TOKEN\n')
    expect(secret).toContain('>>> ARG NPM_TOKEN')
  })

  it('let pass what keeps to them', async () => {
    await build({
      dockerfile: '# extensions=no-root,no-secrets,required-digests\nFROM scratch\nUSER app\nCOPY a /\n',
      context: { a: '' },
    })
  })
})
