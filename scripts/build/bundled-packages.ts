import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'

/** A package of npm that a bundle has parts of. */
export interface BundledPackage {
  readonly name: string
  readonly version: string
  /** As SPDX names it. */
  readonly license: string
  /** What its licence, and where there are any its notices, say. */
  readonly text: string
}

/** The packages that the files of a bundle come from, by name. Throws Error for one without a licence. */
export function bundledPackages({ outputs }: Metafile): readonly BundledPackage[] {
  const directories = new Set<string>()
  for (const { inputs } of Object.values(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)
      if (found && bytesInOutput > 0) directories.add(found[0])
    }
  }
  return [...directories].sort().map(readPackage)
}

function readPackage(directory: string): BundledPackage {
  const { name, version, license } = JSON.parse(
    readFileSync(join(directory, 'package.json'), 'utf8'),
  ) as Readonly<Record<'name' | 'version' | 'license', string>>
  const files = readdirSync(directory).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
  // Some leave it to the file that the text stands in.
  const texts = files.map((file) => readFileSync(join(directory, file), 'utf8'))
  if (texts.length === 0 && existsSync(join(directory, 'README.md'))) {
    const [, text] = /\n#+ Licen[cs]e\n(.*)$/is.exec(readFileSync(join(directory, 'README.md'), 'utf8')) ?? []
    if (text !== undefined) texts.push(text)
  }
  if (texts.length === 0) throw new Error(`${name} ${version} brings no licence`)
  return { name, version, license, text: texts.join('\n') }
}
