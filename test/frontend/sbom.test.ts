import { expect, test } from 'vitest'
import { build } from '../../src/frontend/index.ts'
import { dockerfile, FakeGateway } from './fake-gateway.ts'

const SCANNER = 'docker.io/acme/scan:1'
const scanner = {
  config: { Env: ['PATH=/s', 'A=1'], Entrypoint: ['/scan'], Cmd: ['--all'], WorkingDir: 'w' },
}

test('scans what was built, and the stages that ask for it', async () => {
  const gateway = new FakeGateway({
    options: { 'attest:sbom': 'generator=acme/scan:1,DEPTH=3', 'image-resolve-mode': 'local' },
    files: dockerfile(
      'FROM alpine AS dep\nARG BUILDKIT_SBOM_SCAN_STAGE=1\nFROM scratch\nCOPY --from=dep /a /\n',
    ),
    images: { [SCANNER]: scanner },
  })
  const result = await build(gateway)
  expect(gateway.resolves[0]).toEqual({
    identifier: `docker-image://${SCANNER}`,
    platform: { os: 'linux', architecture: 'amd64' },
    resolveMode: 'local',
    logName: '',
  })
  expect(result.attestations?.get('linux/amd64')).toMatchObject([
    { kind: 'bundle', predicateType: 'https://spdx.dev/Document', ref: { id: 'ref-4' } },
  ])
  const run = gateway.lastOps.find((op) => 'exec' in op)
  expect(run).toMatchObject({
    exec: {
      meta: {
        args: ['/scan', '--all'],
        cwd: '/w',
        env: [
          'PATH=/s',
          'A=1',
          'BUILDKIT_SCAN_DESTINATION=/run/out/',
          'BUILDKIT_SCAN_SOURCE=/run/src/core/sbom',
          'BUILDKIT_SCAN_SOURCE_EXTRAS=/run/src/extras',
          'BUILDKIT_SCAN_DEPTH=3',
        ],
      },
    },
  })
  expect(JSON.stringify(run)).toContain('"/run/src/extras/sbom-dep"')
})

test.each([
  ['generator=', 'failed to parse sbom scanner : invalid reference format'],
  ['generator=acme/none', 'scanner docker.io/acme/none:latest does not have cmd'],
  ['a"b', 'failed to parse sbom: parse error on line 1, column 2: bare " in non-quoted-field'],
])('refuses %s', async (value, message) => {
  const gateway = new FakeGateway({ options: { 'attest:sbom': value }, files: dockerfile('FROM scratch\n') })
  await expect(build(gateway)).rejects.toThrow(message)
})

test('refuses what a policy put in place of the scanner', async () => {
  const gateway = new FakeGateway({
    options: { 'attest:sbom': 'generator=acme/scan:1' },
    files: dockerfile('FROM scratch\n'),
    replaced: { [`docker-image://${SCANNER}`]: 'https://example.com/scan' },
  })
  await expect(build(gateway)).rejects.toMatchObject({
    message: `ref mutated by policy to non-image: docker-image://${SCANNER} -> https://example.com/scan`,
  })
})
