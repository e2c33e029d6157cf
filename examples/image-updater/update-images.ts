import { readFile, writeFile } from 'node:fs/promises'
import { argv } from 'node:process'
import { edit, type ImageUse, imageReferences, parse, setImage } from 'slipway/dockerfile'

/** The Dockerfile with other images, wherever their names are written, and what could not be changed. */
export function updateImages(
  dockerfile: string | Uint8Array,
  newest: (image: string) => string | undefined,
): { readonly bytes: Uint8Array; readonly left: readonly ImageUse[] } {
  const tree = parse(dockerfile)
  const changes = edit(tree)
  const left = imageReferences(tree).filter((use) => {
    const image = use.value === undefined ? undefined : newest(use.value)
    return image !== undefined && !setImage(changes, use, image)
  })
  return { bytes: changes.toBytes(), left }
}

// node update-images.ts Dockerfile alpine:3.19=alpine:3.20 …
const [, program, file, ...pairs] = argv
if (file !== undefined && program?.endsWith('update-images.ts')) {
  const images = new Map(pairs.map((pair) => pair.split('=', 2) as [string, string]))
  const { bytes, left } = updateImages(await readFile(file), (image) => images.get(image))
  for (const { node, value } of left) console.warn(`${value} is put together from pieces: ${node.text}`)
  await writeFile(file, bytes)
}
