import { makeNode } from './element.ts'
import type { MappedText } from './mapped-text.ts'
import type { ImageReferenceNode, TreeNode, ValueNode } from './node.ts'
import type { Expander, ValueNodes } from './value-nodes.ts'

/** Where the parts of an image reference stand in its text, `[start, end)`. */
export interface ReferenceParts {
  readonly registry: readonly [number, number] | undefined
  readonly repository: readonly [number, number]
  readonly tag: readonly [number, number] | undefined
  readonly digest: readonly [number, number] | undefined
}

/**
 * Splits `[registry/]repository[:tag][@digest]`, whether or not the parts are well-formed.
 * @param text what stands for itself; whatever a variable covers is U+0000
 */
export function splitReference(text: string): ReferenceParts {
  const at = text.indexOf('@')
  const tagged = at < 0 ? text.length : at
  const digest = at < 0 ? undefined : ([at + 1, text.length] as const)
  const slash = text.lastIndexOf('/', tagged)
  const colon = text.lastIndexOf(':', tagged - 1)
  const hasTag = colon >= 0 && colon > slash
  const nameEnd = hasTag ? colon : tagged
  const tag = hasTag ? ([colon + 1, tagged] as const) : undefined
  const first = text.indexOf('/')
  const host = first < 0 || first >= nameEnd ? '' : text.slice(0, first)
  const named = host === 'localhost' || /[.:\0]/.test(host) || host !== host.toLowerCase()
  return {
    registry: named ? [0, first] : undefined,
    repository: [named ? first + 1 : 0, nameEnd],
    tag,
    digest,
  }
}

/** The node of what names an image, a stage or a named context. Quotes around all of it are no part of a part. */
export function imageReferenceNode(
  text: MappedText,
  expander: Expander,
  values: ValueNodes,
): ImageReferenceNode {
  const { layout } = values
  const quoted = /^(["'])[^"']*\1$/.test(text.text)
  const inner = quoted ? text.slice(1, text.text.length - 1) : text
  let masked = inner.text
  for (const { start, end } of values.places(inner, expander)) {
    masked = masked.slice(0, start) + '\0'.repeat(end - start) + masked.slice(end)
  }
  const parts = splitReference(masked)
  const nodes: TreeNode[] = []
  const part = (place: readonly [number, number] | undefined): ValueNode<'image-part'> | undefined => {
    if (!place) return undefined
    const node = values.value('image-part', inner.slice(...place), expander)
    nodes.push(node)
    return node
  }
  const registry = part(parts.registry)
  const repository = part(parts.repository) as ValueNode<'image-part'>
  const tag = part(parts.tag)
  const digest = part(parts.digest)
  const extent = text.extent()
  return makeNode<ImageReferenceNode>(
    'image-reference',
    layout.file,
    extent,
    layout.fill(extent, nodes, 'punctuation'),
    {
      value: text.text,
      variables: nodes.flatMap((node) => (node.kind === 'image-part' ? node.variables : [])),
      registry,
      repository,
      tag,
      digest,
    },
  )
}
