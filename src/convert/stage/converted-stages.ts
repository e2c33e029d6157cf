import type { ConvertedStage, StageNode } from '../graph/index.ts'
import { ImageDraft, noImage } from '../image/index.ts'

/** The stages among the nodes of a converted graph. */
export function convertedStages(nodes: Iterable<StageNode>): ReadonlyMap<StageNode, ConvertedStage> {
  const stages = new Map<StageNode, ConvertedStage>()
  for (const node of nodes) {
    const { from, platform } = node
    if (!from || !platform || node.namedContext) continue
    stages.set(node, {
      name: node.name,
      base: node.baseName,
      onStage: node.base !== undefined,
      from,
      platform,
      instructions: node.commands.map(({ instruction }) => instruction),
      get image() {
        return (node.state?.image ?? ImageDraft.of(noImage)).build()
      },
      get userPlace() {
        return node.state?.userPlace
      },
      output: node.state?.output ?? null,
    })
  }
  return stages
}
