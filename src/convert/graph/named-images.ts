import type { Span } from '../../source/index.ts'
import type { NamedImage } from './result.ts'
import type { StageNode } from './stage-node.ts'

/** The images that the nodes were made from, where the Dockerfile names them; in order. */
export function namedImages(nodes: readonly StageNode[]): readonly NamedImage[] {
  const places = new Map<StageNode, Span>()
  for (const node of nodes) {
    for (const [source, instruction] of node.dependencies) {
      if (!places.has(source)) places.set(source, instruction.span)
    }
  }
  return nodes.flatMap((node) => {
    const place = node.span ?? places.get(node)
    return node.imageName === undefined || !place
      ? []
      : [{ name: node.imageName, reference: node.baseName, place }]
  })
}
