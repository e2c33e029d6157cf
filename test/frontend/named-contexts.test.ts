import { describe, expect, test } from 'vitest'
import { build } from '../../src/frontend/index.ts'
import { FakeGateway } from './fake-gateway.ts'

const COPY = 'FROM scratch\nCOPY --from=lib a /a\n'

function gatewayWith(specifier: string, more: ConstructorParameters<typeof FakeGateway>[0] = {}) {
  return new FakeGateway({
    ...more,
    options: { 'context:lib': specifier, ...more.options },
    files: { 'local://dockerfile': { Dockerfile: COPY }, ...more.files },
  })
}

describe('a named context', () => {
  test.each([
    ['docker-image://acme/x', `docker-image://docker.io/acme/x:latest`],
    ['https://github.com/acme/x.git#v1', 'git://github.com/acme/x.git#v1'],
    ['https://example.com/x', 'https://example.com/x'],
    ['git@github.com:acme/x.git', 'git://github.com/acme/x.git'],
  ])('%s is %s', async (specifier, identifier) => {
    const gateway = gatewayWith(specifier)
    await build(gateway)
    expect(gateway.solvedSources.at(-1)).toBe(identifier)
  })

  test('of the client sends what is used, and leaves out what its ignore file says', async () => {
    const gateway = gatewayWith('local:dir', { files: { 'local://dir': { '.dockerignore': 'tmp\n' } } })
    await build(gateway)
    const attrs = JSON.stringify(gateway.lastOps)
    expect(attrs).toContain('"local.followpaths":"[\\"a\\"]"')
    expect(attrs).toContain('"local.excludepatterns":"[\\"tmp\\"]"')
  })

  test('is not loaded where nothing uses it', async () => {
    const gateway = new FakeGateway({
      options: { 'context:other': 'docker-image://missing/y' },
      files: { 'local://dockerfile': { Dockerfile: 'FROM scratch\n' } },
    })
    await build(gateway)
    expect(gateway.resolves).toEqual([])
  })

  test('becomes what a policy of the daemon puts in its place', async () => {
    const gateway = gatewayWith('docker-image://acme/x', {
      replaced: { 'docker-image://docker.io/acme/x:latest': 'https://example.com/y' },
    })
    await build(gateway)
    expect(gateway.solvedSources.at(-1)).toBe('https:example.com/y')
  })

  test('that policies replace again and again is refused', async () => {
    const gateway = gatewayWith('docker-image://acme/x', {
      replaced: { 'docker-image://docker.io/acme/x:latest': 'docker-image://acme/x' },
    })
    await expect(build(gateway)).rejects.toThrow(
      'context recursion limit exceeded; this may indicate a cycle in the provided source policies: docker-image:acme/x',
    )
  })

  test.each([
    ['nothing', 'invalid context specifier nothing for lib'],
    ['ftp://x', 'unsupported context source ftp for lib'],
    ['git:y', 'invalid git context git:y'],
    ['input:y', 'invalid input y for lib'],
    ['oci-layout://store:v1', 'oci-layout reference "store:v1" has no digest'],
  ])('%s is refused', async (specifier, message) => {
    await expect(build(gatewayWith(specifier))).rejects.toThrow(message)
  })
})
