import { expect, test } from 'vitest'
import { blankIcuData } from '../../scripts/image/blank-icu-data.ts'

/** A package of ICU's form between other bytes; every entry holds its own name. */
function pack(names: readonly string[]): Buffer {
  const header = Buffer.alloc(32)
  header.writeUInt16LE(32, 0)
  header.writeUInt16BE(0xda27, 2)
  header.write('CmnD', 12)
  const table = Buffer.alloc(4 + 8 * names.length)
  table.writeUInt32LE(names.length, 0)
  const strings = Buffer.from(names.map((name) => `${name}\0`).join(''))
  let nameAt = table.length
  let dataAt = table.length + strings.length
  names.forEach((name, index) => {
    table.writeUInt32LE(nameAt, 4 + 8 * index)
    table.writeUInt32LE(dataAt, 8 + 8 * index)
    nameAt += name.length + 1
    dataAt += name.length + 2
  })
  const data = names.map((name) => `<${name}>`).join('')
  return Buffer.concat([Buffer.from('before CmnD '), header, table, strings, Buffer.from(`${data}after`)])
}

test('zeroes other languages and legacy encodings and nothing else', () => {
  const kept = [
    'brkitr/root.res',
    'coll/ucadata.icu',
    'en.res',
    'nfkc.nrm',
    'supplementalData.res',
    'zone/en_US.res',
  ]
  const blanked = [
    'coll/de.res',
    'brkitr/cjdict.dict',
    'euc-tw-2014.cnv',
    'lang/zh_Hant_TW.res',
    'unames.icu',
  ]
  const names = [...kept, ...blanked].sort().map((name) => `icudt78l/${name}`)
  const file = pack([...names, 'icudt78l/zzz.res'])
  const text = blankIcuData(Buffer.from(file)).toString('latin1')
  for (const name of kept) expect(text).toContain(`<icudt78l/${name}>`)
  for (const name of blanked) expect(text).not.toContain(`<icudt78l/${name}>`)
  expect(text).toMatch(/^before CmnD .*after$/s)
  expect(text).toHaveLength(file.length)
})

test('leaves a file without such data alone', () => {
  expect(blankIcuData(Buffer.from('no CmnD here')).toString()).toBe('no CmnD here')
})
