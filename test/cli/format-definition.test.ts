import { expect, test } from 'vitest'
import { formatDefinition } from '../../src/cli/format-definition.ts'
import { describeDefinition, exec, file, image, marshal, type Output } from '../../src/llb/index.ts'

const platform = { os: 'linux', architecture: 'arm64', variant: 'v8' }
const print = (output: Output | null) => formatDefinition(describeDefinition(marshal(output, { platform })))

test('shows ops in their order, with what they are made of', () => {
  const base = image('docker.io/library/alpine:latest', { customName: 'FROM alpine' })
  const run = exec({
    root: base,
    args: ['/bin/sh', '-c', 'echo "hi"'],
    env: ['A=1'],
    cwd: '/',
    mounts: [{ type: 'cache', target: '/c', source: null, id: 'c', sharing: 'shared' }],
    constraints: {},
  }).root
  const text = print(file(run, [{ type: 'mkdir', path: '/x', mode: 0o755 }], { ignoreCache: true }))
  expect(text.replace(/sha256:[0-9a-f]{64}/g, 'sha256:…')).toMatchSnapshot()
})
