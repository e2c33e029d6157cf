import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connectDocker, type Docker, frontendImage, mustRun, prepareImages } from '../engine/docker.ts'
import { withFiles } from '../engine/workspace.ts'
import type { Section } from '../report/section.ts'
import { showNumber, type Table } from '../report/table.ts'

/** How layers are packed, by the exporter's options. */
const packings = {
  gzip: 'compression=gzip',
  'zstd 19': 'compression=zstd,compression-level=19',
  unpacked: 'compression=uncompressed',
} as const
type Packing = keyof typeof packings

interface ImageSize {
  readonly name: string
  readonly layers: number
  /** Of the config and all layers, in bytes. */
  readonly bytes: Readonly<Record<Packing, number>>
}

interface Descriptor {
  readonly digest: string
  readonly size: number
}

/** How much is pulled and stored of frontend images. */
export const imageSection: Section = async (context) => {
  const docker = connectDocker()
  context.progress('image: building it')
  prepareImages(frontendImage)
  const sizes: ImageSize[] = []
  for (const name of [frontendImage, ...context.images])
    sizes.push(await measureImage(docker, name, context.progress))
  return { tables: [table(sizes)], data: sizes, failures: [] }
}

async function measureImage(
  docker: Docker,
  name: string,
  progress: (text: string) => void,
): Promise<ImageSize> {
  let layers = 0
  const measure = async (packing: Packing): Promise<number> => {
    progress(`image: ${name}: ${packing}`)
    const manifest = await exportImage(docker, name, packings[packing])
    layers = manifest.layers.length
    return [manifest.config, ...manifest.layers].reduce((sum, { size }) => sum + size, 0)
  }
  const bytes = {
    gzip: await measure('gzip'),
    'zstd 19': await measure('zstd 19'),
    unpacked: await measure('unpacked'),
  }
  return { name, layers, bytes }
}

interface Manifest {
  readonly config: Descriptor
  readonly layers: readonly Descriptor[]
}

/** Exports an image through a build that adds nothing to it, packed as the engine would push it. */
function exportImage(docker: Docker, name: string, packing: string): Promise<Manifest> {
  return withFiles({ 'context/Dockerfile': `FROM ${name}\n` }, async (directory) => {
    const layout = join(directory, 'layout')
    const output = `type=oci,tar=false,dest=${layout},${packing},force-compression=true`
    await mustRun(docker, ['buildx', 'build', '--output', output, join(directory, 'context')])
    const blob = (digest: string): unknown =>
      JSON.parse(readFileSync(join(layout, 'blobs', ...digest.split(':')), 'utf8'))
    const index = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')) as { manifests: Descriptor[] }
    const [first] = index.manifests
    if (first === undefined) throw new Error(`${name} was exported without a manifest`)
    return blob(first.digest) as Manifest
  })
}

function table(sizes: readonly ImageSize[]): Table {
  const columns = Object.keys(packings) as Packing[]
  return {
    title: 'Image: megabytes',
    columns: ['image', ...columns, 'layers'],
    rows: sizes.map(({ name, bytes, layers }) => [
      name,
      ...columns.map((packing) => showNumber(bytes[packing] / 1e6)),
      String(layers),
    ]),
    note: 'As the engine packs it to be pushed, for its own platform; a megabyte is 1,000,000 bytes.',
  }
}
