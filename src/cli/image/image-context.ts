import { chmod, copyFile, mkdir, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { manifestName, type PackedExtension } from '../../modules/index.ts'

/** What a frontend image is made from: another one, or the programs of the package, by architecture. */
export type ImageBase =
  | { readonly image: string }
  | { readonly executables: Readonly<Record<string, string>> }

/** The labels of a frontend image: what it needs of a daemon, and what of it the daemon may count on. */
const labels = [
  'moby.buildkit.frontend.network.none="true"',
  `moby.buildkit.frontend.caps="${['inputs', 'subrequests', 'contexts', 'gitquerystring', 'contexts.zstd']
    .map((name) => `moby.buildkit.frontend.${name}`)
    .join()}"`,
]

/** Where the image has what was packed, below the directory of extensions. */
const packedDirectory = 'extensions/frontend'

/** The Dockerfile of a frontend image. */
export function imageDockerfile(base: ImageBase): string {
  const copy = 'COPY extensions/ /extensions/\n'
  if ('image' in base) return `FROM ${base.image}\n${copy}`
  return [
    'FROM scratch',
    `LABEL ${labels.join(' \\\n      ')}`,
    'ARG TARGETARCH',
    'COPY slipway-frontend-${TARGETARCH} /slipway-frontend',
    copy.trimEnd(),
    'ENTRYPOINT ["/slipway-frontend"]',
    '',
  ].join('\n')
}

/** Writes the build context of a frontend image into a directory; the same input gives the same files. */
export async function writeImageContext(
  directory: string,
  base: ImageBase,
  { files, manifest }: PackedExtension,
): Promise<void> {
  const texts = new Map<string, string>([
    ['Dockerfile', imageDockerfile(base)],
    [`${packedDirectory}/${manifestName}`, `${JSON.stringify(manifest, null, 2)}\n`],
  ])
  for (const [name, text] of files) texts.set(`${packedDirectory}/${name}`, text)
  for (const [name, text] of texts) {
    const file = path.join(directory, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, text)
    await settle(file, 0o644)
  }
  const executables = 'executables' in base ? Object.entries(base.executables) : []
  for (const [architecture, executable] of executables) {
    const file = path.join(directory, `slipway-frontend-${architecture}`)
    await copyFile(executable, file)
    await settle(file, 0o755)
  }
}

/** The process of the image is nobody's: whoever made the files, it has to read them. */
async function settle(file: string, mode: number): Promise<void> {
  await chmod(file, mode)
  await utimes(file, 0, 0)
}
