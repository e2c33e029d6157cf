/**
 * Node carries the data of ICU for every language and legacy encoding: 33 MB, of which a frontend needs none. The
 * entries stay where they are, as zeros that compress to nothing; ICU takes an entry without a valid header for
 * one that is missing, and falls back to the root locale.
 */

/** English, and the names that stand for no language. */
const keptLocales = /^(?:root|en|en_US|pool|res_index)\.res$/

/** Whether an entry stays, by its path inside the package. */
function isKept(path: string): boolean {
  const [name = '', directory] = path.split('/').reverse()
  if (name.endsWith('.cnv')) return name === 'ibm-5348_P100-1997.cnv' // Latin-1 as the web has it
  if (name.endsWith('.dict') || directory === 'translit' || name === 'unames.icu') return false
  if (!name.endsWith('.res')) return true
  // Locales are named like `de` or `zh_Hant_TW`; tables that all of them share have longer names.
  return keptLocales.test(name) || !/^[a-z]{2,3}(?:_\w+)?\.res$/.test(name)
}

/** `file` with the entries of its ICU data that nothing of ours reads zeroed. Unchanged where it has none. */
export function blankIcuData(file: Buffer): Buffer {
  for (let at = file.indexOf('CmnD'); at >= 0; at = file.indexOf('CmnD', at + 1)) {
    const header = at - 12
    if (header < 0 || file.readUInt16BE(header + 2) !== 0xda27) continue
    blankPackage(file, header + file.readUInt16LE(header))
  }
  return file
}

function blankPackage(file: Buffer, base: number): void {
  const count = file.readUInt32LE(base)
  const offsetOf = (index: number) => base + file.readUInt32LE(base + 8 + 8 * index)
  for (let index = 0; index + 1 < count; index++) {
    const name = nameAt(file, base + file.readUInt32LE(base + 4 + 8 * index))
    // Names start with that of the package: `icudt78l/coll/de.res`.
    if (!isKept(name.slice(name.indexOf('/') + 1))) file.fill(0, offsetOf(index), offsetOf(index + 1))
  }
}

const nameAt = (file: Buffer, at: number) => file.toString('latin1', at, file.indexOf(0, at))
