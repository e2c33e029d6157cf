import { describe, expect, test } from 'vitest'
import { readBuildOptions } from '../../../src/frontend/options/build-options.ts'
import { FakeGateway } from '../fake-gateway.ts'

const host = { os: 'linux', architecture: 'arm64' }
const read = (options: Readonly<Record<string, string>>) =>
  readBuildOptions(new FakeGateway({ options }).environment, host)

describe('build options', () => {
  test('have the defaults of the reference', () => {
    expect(read({})).toMatchObject({
      target: '',
      targetPlatforms: [],
      buildPlatforms: [{ os: 'linux', architecture: 'amd64' }],
      multiPlatform: false,
      resolveMode: 'default',
      noCache: [],
      network: 'default',
      shmSize: 0,
      linuxResources: undefined,
      sbom: undefined,
    })
  })

  test('switch things on by build args that are true', () => {
    const args = (value: string) =>
      read({
        'build-arg:BUILDKIT_GIT_ADVICE': value,
        'build-arg:BUILDKIT_GIT_DEBUG_COMMANDS': value,
        'build-arg:BUILDKIT_DISABLE_ONBUILD': value,
      })
    for (const value of ['1', 't', 'TRUE']) {
      expect(args(value)).toMatchObject({ git: { advice: true, debugCommands: true }, runsTriggers: false })
    }
    for (const value of ['', '0', 'f', 'False']) {
      expect(args(value)).toMatchObject({ git: { advice: false, debugCommands: false }, runsTriggers: true })
    }
  })

  test.each(['BUILDKIT_GIT_ADVICE', 'BUILDKIT_GIT_DEBUG_COMMANDS', 'BUILDKIT_DISABLE_ONBUILD'])(
    'refuse a value of %s that is no boolean',
    (name) => {
      for (const value of ['on', 'yes', '2', ' 1', 'tRUE']) {
        expect(() => read({ [`build-arg:${name}`]: value })).toThrow(
          `failed to parse build-arg:${name}: strconv.ParseBool: parsing "${value}": invalid syntax`,
        )
      }
    },
  )

  test('fall back to the host where the daemon names no platform', () => {
    const { environment } = new FakeGateway()
    expect(readBuildOptions({ ...environment, workers: [] }, host).buildPlatforms).toEqual([host])
  })

  test('are read', () => {
    expect(
      read({
        platform: 'linux/amd64,linux/aarch64',
        'build-arg:A': '1',
        'label:l': '',
        'no-cache': 'a,B',
        'add-hosts': 'DB=10.0.0.5,v6=2001:db8:0:0::1',
        ulimit: 'nofile=1:2,core=-1',
        memory: '5',
        memswap: '-1',
        cpusetcpus: '0-2, 4',
        'force-network-mode': 'host',
        'cache-imports': '[{"type":"local","Attrs":{"src":"/c"}}]',
        'cache-from': 'r/a',
        'build-arg:BUILDKIT_SANDBOX_HOSTNAME': 'h',
        'local-sessionid:context': 's',
      }),
    ).toMatchObject({
      targetPlatforms: [
        { os: 'linux', architecture: 'amd64' },
        { os: 'linux', architecture: 'arm64' },
      ],
      multiPlatform: true,
      buildArgs: new Map([
        ['A', '1'],
        ['BUILDKIT_SANDBOX_HOSTNAME', 'h'],
      ]),
      labels: new Map([['l', '']]),
      noCache: ['a', 'B'],
      extraHosts: [
        { host: 'db', ip: '10.0.0.5' },
        { host: 'v6', ip: '2001:db8::1' },
      ],
      ulimits: [
        { name: 'nofile', soft: 1, hard: 2 },
        { name: 'core', soft: -1, hard: -1 },
      ],
      linuxResources: { memory: 5, memorySwap: -1, cpusetCpus: '0-2, 4' },
      network: 'host',
      cacheImports: [
        { type: 'local', attrs: { src: '/c' } },
        { type: 'registry', attrs: { ref: 'r/a' } },
      ],
      hostname: 'h',
      localSessionIds: new Map([['context', 's']]),
    })
  })

  test('put build args in the place of the options that they stand in for', () => {
    const { raw, multiPlatform } = read({ 'build-arg:BUILDKIT_MULTI_PLATFORM': '1' })
    expect(multiPlatform).toBe(true)
    expect(raw.get('multi-platform')).toBe('1')
  })

  test.each([
    [{ 'image-resolve-mode': 'never' }, 'invalid image-resolve-mode: never'],
    [{ 'add-hosts': 'db=1.2.3' }, 'failed to parse additional hosts: failed to parse IP 1.2.3'],
    [{ 'add-hosts': 'DB:1.2.3.4' }, 'failed to parse additional hosts: invalid key-value pair DB:1.2.3.4'],
    [{ 'shm-size': '1k' }, 'failed to parse shm size: strconv.ParseInt: parsing "1k": invalid syntax'],
    [{ ulimit: 'files=1' }, 'failed to parse ulimit: invalid ulimit type: files'],
    [{ ulimit: 'core' }, 'failed to parse ulimit: invalid ulimit argument: core'],
    [
      { ulimit: 'core=1:2:3' },
      'failed to parse ulimit: too many limit value arguments - 1:2:3, can only have up to two, `soft[:hard]`',
    ],
    [
      { ulimit: 'core=-1:5' },
      'failed to parse ulimit: ulimit soft limit must be less than or equal to hard limit: soft: -1 (unlimited), hard: 5',
    ],
    [{ memory: '0' }, 'failed to parse resource limits: invalid memory value: 0: must be > 0'],
    [
      { cpuperiod: '99999999999999999999' },
      'failed to parse resource limits: invalid cpuperiod value: 99999999999999999999: strconv.ParseUint: parsing "99999999999999999999": value out of range',
    ],
    [
      { cpusetmems: '9000' },
      'failed to parse resource limits: invalid cpusetmems value: 9000: cpuset element "9000" exceeds maximum 8192',
    ],
    [{ 'force-network-mode': 'bridge' }, 'invalid netmode bridge'],
    [{ 'multi-platform': 'x' }, 'invalid boolean value for multi-platform: x'],
    [
      { 'cache-imports': '{}' },
      'failed to unmarshal cache-imports ("{}"): json: cannot unmarshal object into Go value of type []*moby_buildkit_v1.CacheOptionsEntry',
    ],
    [{ 'attest:vex': '' }, 'unknown attestation type "vex"'],
    [
      { 'build-arg:BUILDKIT_DOCKERFILE_CHECK': 'x' },
      'failed to parse build-arg:BUILDKIT_DOCKERFILE_CHECK: invalid check option "x"',
    ],
  ])('refuse %j', (options, message) => {
    expect(() => read(options)).toThrow(message)
  })
})
