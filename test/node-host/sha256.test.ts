import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { nodeHost, prepareHashing } from '../../src/node-host/index.ts'

const expected = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

test('hashes the same before and after it has made something faster ready', async () => {
  const messages = [0, 1, 64, 1000, 100_000, 1].map((size) => new Uint8Array(size).fill(size))
  for (const message of messages.slice(0, 3)) expect(nodeHost.sha256?.(message)).toBe(expected(message))
  prepareHashing()
  await new Promise((resolve) => setImmediate(resolve))
  for (const message of messages) expect(nodeHost.sha256?.(message)).toBe(expected(message))
})
