import { once } from 'node:events'
import { createGzip, createZstdCompress } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { isArchive, newestTime as newestTimeOf } from '../../../src/frontend/contexts/archive.ts'
import { nodeHost } from '../../../src/node-host/index.ts'

const newestTime = (archive: Uint8Array) => newestTimeOf(archive, nodeHost)

/** Two files of 1500000000 and 1600000000.25, a younger link and a younger directory, packed by GNU tar. */
const archives = {
  'pax in gzip':
    'H4sIAAAAAAACA+2XQW6DMBBFvc4pfALweGZws+i+y17BKUitRIREiJrj1yVFIlQNVSU7JczbGHmQDBr9P/5Z/uxPT5Uvq/aQlyoKJlAQ9WtguhrjSEEB4BwCfe6DofC6PqkEHA+db8OnqHWCRvvubV89gtsyOcu0zciSAyTETai+fK+ar6oSFk+Zxz+jlzjzz/oPz5f6B+uc0pxS/23TdNfem6tPf24x/R/5/+42/g8WFaCzjuC8D4aBxf9TYFHvzw5fDO3ILG/+NBZCDx+QZSwsy/930c+Yvf8ZnugfCI3SJqX+V+r/701blyKDFet/NP/rG+Y/RmuRYZj/CDL/Jf8J8fVfRz+jl3gIdFfz34X+w2WUlLZe5n9S//fx+j/r/whoTbgCDvnPif//W/+XoHdH/h/fZH+X/8b6B7Is+S8Fr1VdNyIDQRAEQRAEQRCEu+cD+5u34wAoAAA=',
  'pax in bzip2':
    'QlpoOTFBWSZTWRu8rOIAALd/lM+QAEBAAf/iAEBQA/5mnsAEECAACEgwAZsgAwGjIaDCAaAaaAAEpqaIgAGg9QAAAAKoiGgpqeTSGmnqD1NlPUyaG09U1/Y48enKla7q/07+5oZlCW4zoR57EBelgZqYZZuoZOwWQcaMnAIhRSgSolNQxpRAkAMhhkmaMkkgcGcCEAqq0gXWmu6SlPBkjKYiISMijsTKSIbkwQl4nJznA+xIcZIcSlijEz3tFRg7bYrPiijBVcxueNaK0VGS9KVfbRdDuzGaWHbhiibcMok0sxSovRRHJZQzuiMIrMzGgozRdtRhYyDspavJiulhF7vFw0qbkUpN7Qiyr5RYtNbK3qCrASPOD7n4LBLG45jadC9Qnn7dWtNZ8jrB6Hr+THZBo8tuzrBtpcNf4PcJ6H0MjA1F49Bv1MjU1mN+0uOAP+LuSKcKEgN3lZxA',
  'pax in zstd':
    'KLUv/WQAJ7UIALLMIhdwTxugZBbDGKXu+o5twZXdKxP0X7+wA9HzMA3nYuvtfCpqa8luP2D3g4qsmcrP8kiRdXbXRf7CSrQiwBl8gJgmI/+4na14mpgsVBRJzK478Wfun7DcFXYFVFexNzcolrOXi0aDgRyqsev9JzVqqu5it7vH37+o3YgD3vb/2x1+izBJzNKY42qIEAQzIPBMkgRJdv0b1Af4qHpMVBpgB4HU4RLm7K3CmNXly3hAp4zNagxwtzJtTOWfCsauML2GByzpDWAX8gmCmTNVgw1Y1QzADuWAZBr4d3f1apGG6BA6DEbGqiH2UykbEE5KPAXYgcDQgAxJpIYOD8CegOtNAyx1wGUKPDIfJQdOkWgdXkCQSdUBWuT7Lw==',
  'ustar in gzip':
    'H4sIAAAAAAACA+3VSwqDMBSF4SzFHZibh3c9lhQ6CASspdtvah050JEB6f9NEq4OlENOUm9OZyuNcVmr7brsZRBR9RK+cxGnarpoGng953GqnzKVMu+9d/R8+3MXkfpbk/yHEHbyj0a8Og3ym4sEb01nyf907zLlZPCvUp/b9H8t9N3+j945H2U9/4MNpnMj5//8/Mcm+R/3v3hn6xWw9r+L9H8Lj3vOhRoEAAAAAAAAAAAAgMv7AHenVB4AKAAA',
  'gnu in zstd':
    'KLUv/WQAJ1UEANKGExKguwEgrQ/vQ1Vzu72yyaCamAIqpYNYRSvqJiEKLnAxMXlVl7tTMDdpqYfguImZorU3z0KMEsybUusALNKY+xm8EY8ocrszRx7P3PhgAhggkC1NB/3bA3xVj1XYNULqhulZeRbxGDDpuI9awFzx2OHhEAOk8wwUxgGw/580sByABDAFmE/LDSLxKNU=',
}
/** Zeros. */
const hundredMegabytesOfBzip2 =
  'QlpoOTFBWSZTWQ4J4t8BX45AAMAAAAggADCATUZCoCWpCoCXMUFZJlNZDgni3wFfjkAAwAAACCAAMIBNRkKgJakKgJcxQVkmU1nEYApVAD7RQALAAABAAAggADDMCapppUiDaipEHi7kinChIcCoiS4='
const bytesOf = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

/** One header of a tar archive, with the right checksum. */
function header({ name = 'f', size = 0, time = 0, type = '0' }): Uint8Array {
  const block = new Uint8Array(512)
  const put = (at: number, text: string) => block.set(new TextEncoder().encode(text), at)
  put(0, name)
  put(100, '0000644\0')
  put(124, `${size.toString(8).padStart(11, '0')}\0`)
  put(136, `${time.toString(8).padStart(11, '0')}\0`)
  put(148, ' '.repeat(8))
  put(156, type)
  const sum = block.reduce((total, byte) => total + byte, 0)
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `)
  return block
}

const concat = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))

describe('the newest time of an archive', () => {
  test.each(Object.entries(archives))('%s', async (name, text) => {
    expect(await newestTime(bytesOf(text))).toBe(
      name.startsWith('pax') ? 1600000000250000000n : 1600000000000000000n,
    )
  })

  test('is not known of what is cut off, garbage, or empty', async () => {
    const whole = bytesOf(archives['ustar in gzip'])
    expect(await newestTime(whole.subarray(0, whole.length - 20))).toBeUndefined()
    expect(await newestTime(new TextEncoder().encode('hello'))).toBeUndefined()
    expect(await newestTime(new Uint8Array())).toBeUndefined()
    expect(await newestTime(concat(header({ size: 600, time: 5 }), new Uint8Array(512)))).toBeUndefined()
  })

  test('needs no padding behind the last file', async () => {
    expect(await newestTime(concat(header({ size: 3, time: 5 }), new Uint8Array(3)))).toBe(5_000_000_000n)
  })

  test('is that of files and hard links alone', async () => {
    const archive = concat(
      header({ time: 5 }),
      header({ time: 7, type: '1' }),
      header({ time: 9, type: '5' }),
      header({ time: 9, type: '2' }),
    )
    expect(await newestTime(archive)).toBe(7_000_000_000n)
  })
})

describe('an archive that holds too much', () => {
  const message = 'too much to find its newest file for SOURCE_DATE_EPOCH=context'

  test('in bzip2 is refused', async () => {
    await expect(newestTime(bytesOf(hundredMegabytesOfBzip2))).rejects.toThrow(message)
  })

  test.each(['gzip', 'zstd'] as const)('in %s is refused', async (format) => {
    const entry = concat(header({ size: 600 * 1024 * 1024, time: 5 }))
    const stream = format === 'gzip' ? createGzip() : createZstdCompress()
    const compressed = (async () => {
      const parts: Buffer[] = []
      for await (const part of stream) parts.push(part as Buffer)
      return Buffer.concat(parts)
    })()
    stream.write(entry)
    const zeros = Buffer.alloc(16 * 1024 * 1024)
    for (let written = 0; written < 38; written++) {
      if (!stream.write(zeros)) await once(stream, 'drain')
    }
    stream.end()
    await expect(newestTime(await compressed)).rejects.toThrow(message)
  })

  test('of entries is refused', async () => {
    const entry = Buffer.from(header({ time: 5 }))
    await expect(newestTime(Buffer.alloc(entry.length * 200_001, entry))).rejects.toThrow(message)
  })
})

describe('an archive', () => {
  test('is told by how it begins', async () => {
    expect(await isArchive(header({}))).toBe(true)
    expect(await isArchive(Uint8Array.of(0x1f, 0x8b, 8))).toBe(true)
    expect(await isArchive(Uint8Array.of(0x42, 0x5a, 0x68))).toBe(true)
    expect(await isArchive(new TextEncoder().encode('FROM scratch\n'.repeat(60)))).toBe(false)
    expect(await isArchive(new Uint8Array(1024))).toBe(false)
    expect(await isArchive(new Uint8Array())).toBe(false)
  })
})
