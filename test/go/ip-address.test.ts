import { expect, test } from 'vitest'
import { formatIp, parseIp } from '../../src/go/index.ts'

test.each([
  ['10.0.0.5', '10.0.0.5'],
  ['::', '::'],
  ['::1', '::1'],
  ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['1:0:3:4:5:6:7:8', '1:0:3:4:5:6:7:8'],
  ['::ffff:1.2.3.4', '1.2.3.4'],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
])('%s is %s', (text, written) => {
  const address = parseIp(text)
  expect(address && formatIp(address)).toBe(written)
})

test.each([
  '',
  '1.2.3',
  '1.2.3.256',
  '01.2.3.4',
  '1::2::3',
  ':::',
  '1:2:3:4:5:6:7:8::',
  '12345::',
  'fe80::1%eth0',
  '1:2',
])('%j is no address', (text) => {
  expect(parseIp(text)).toBeUndefined()
})
