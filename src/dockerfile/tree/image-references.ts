import type { Span } from '../../source/index.ts'
import type { Edit, Replacement } from './edit.ts'
import { splitReference } from './image-reference-node.ts'
import type { ImageReferenceNode, InstructionTree, Tree } from './node.ts'
import { type ResolvedText, TextResolver } from './resolve-text.ts'
import { stageGraph } from './stages.ts'

/** A part of an image reference, or all of it, as the build will see it. */
export interface ImageText {
  /** Variables replaced; undefined where one of them has no value that the file tells. */
  readonly value: string | undefined
  /**
   * Where it is written, in one piece: in the reference itself, in the default of an ARG, or in the operand of
   * `${NAME:-operand}`. Undefined where it is put together from several places.
   */
  readonly place: Span | undefined
}

/**
 * A place that names an image.
 *
 * @example
 * const pinned = imageReferences(tree).every(({ digest }) => digest !== undefined)
 */
export interface ImageUse extends ImageText {
  readonly node: ImageReferenceNode
  readonly in: 'from' | 'copy' | 'mount' | 'syntax'
  /** Of an ONBUILD the inner instruction; undefined for `# syntax=`. */
  readonly instruction: InstructionTree | undefined
  readonly onbuild: boolean
  readonly registry: ImageText | undefined
  readonly repository: ImageText
  readonly tag: ImageText | undefined
  readonly digest: ImageText | undefined
}

/** What may be known from outside of the file. */
export interface ImageReferenceOptions {
  /** Build args: they take the place of the defaults of global ARGs. */
  readonly buildArgs?: Readonly<Record<string, string>>
}

/** Of uses that were found together: where in the file something is written that several images have. */
const sharedOffsets = new WeakMap<ImageUse, ReadonlySet<number>>()

/**
 * All images that a Dockerfile names, in order: in FROM, in `COPY --from=`, in the `from=` of mounts, in ONBUILD
 * and in `# syntax=`. Variables are followed to the defaults of their ARGs. Names of stages and `scratch` are no
 * images; a named context (`--build-context`) that takes the place of one cannot be told from the text.
 *
 * @example
 * const [{ tag }] = imageReferences(parse('ARG TAG=3.19\nFROM alpine:$TAG\n'))
 * tag.value // '3.19', and tag.place is where the ARG has it
 */
export function imageReferences(tree: Tree, options: ImageReferenceOptions = {}): readonly ImageUse[] {
  const uses: ImageUse[] = []
  const written = new Map<number, string | undefined>()
  const shared = new Set<number>()
  const add = (use: ImageUse, text: ResolvedText) => {
    uses.push(use)
    sharedOffsets.set(use, shared)
    for (const at of text.offsets) {
      if (written.has(at) && written.get(at) !== use.value) shared.add(at)
      written.set(at, use.value)
    }
  }
  for (const { valueNode } of tree.directives) {
    const [node] = valueNode.children
    if (node?.kind !== 'image-reference') continue
    const resolved = new TextResolver('\\', {}).resolve(node)
    add(imageUse(node, resolved, 'syntax', undefined, false), resolved)
  }
  const { references, resolver } = stageGraph(tree, options.buildArgs ?? {})
  for (const { node, place, instruction, onbuild, stage } of references) {
    if (stage) continue
    const resolved = resolver.resolve(node)
    if (resolved.masked === '' || resolved.text?.toLowerCase() === 'scratch') continue
    add(imageUse(node, resolved, place, instruction, onbuild), resolved)
  }
  return uses
}

function imageUse(
  node: ImageReferenceNode,
  resolved: ResolvedText,
  place: ImageUse['in'],
  instruction: InstructionTree | undefined,
  onbuild: boolean,
): ImageUse {
  const parts = splitReference(resolved.masked)
  const part = ([start, end]: readonly [number, number]): ImageText => ({
    value: resolved.slice(start, end),
    place: resolved.placeOf(start, end),
  })
  return {
    node,
    in: place,
    instruction,
    onbuild,
    ...part([0, resolved.masked.length]),
    registry: parts.registry && part(parts.registry),
    repository: part(parts.repository),
    tag: parts.tag && part(parts.tag),
    digest: parts.digest && part(parts.digest),
  }
}

/**
 * Changes the image that a use names, where it is written: in the reference, or in the default of the ARG that it
 * comes from. As little as possible is changed; a digest may be added or taken away.
 * @returns false, and nothing is changed, where the text is put together from pieces that do not allow it, where
 *   another image would change with it (an ARG that both have their tag from), or another change stands in the way
 *
 * @example
 * for (const use of imageReferences(tree)) setImage(changes, use, pinned.get(use.value ?? '') ?? '')
 */
export function setImage(changes: Edit, use: ImageUse, text: string): boolean {
  const change = changeOf(use, text)
  if (!change || change.some(({ place }) => isShared(use, place))) return false
  try {
    changes.replaceAll(change)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Whether something is written in a place that another image has as well. */
function isShared(use: ImageUse, { start, end }: Span): boolean {
  const shared = sharedOffsets.get(use)
  if (!shared || shared.size === 0) return false
  for (let at = start; at < end; at++) if (shared.has(at)) return true
  return false
}

function changeOf(use: ImageUse, text: string): readonly Replacement[] | undefined {
  if (use.value === text) return []
  const parts = splitReference(text)
  const wanted = (place: readonly [number, number] | undefined) => place && text.slice(...place)
  const tag = wanted(parts.tag)
  const digest = wanted(parts.digest)
  const sameName =
    use.repository.value === wanted(parts.repository) && use.registry?.value === wanted(parts.registry)
  // The tag and the digest stand at the end: what is behind the last thing that stays is replaced at once.
  if (sameName && use.tag?.place && tag !== undefined) {
    if (use.digest === undefined) {
      return [{ place: use.tag.place, text: digest === undefined ? tag : `${tag}@${digest}` }]
    }
    if (use.digest.place && digest !== undefined) {
      return [
        { place: use.tag.place, text: tag },
        { place: use.digest.place, text: digest },
      ]
    }
  }
  if (sameName && tag === undefined && use.tag === undefined && use.digest?.place && digest !== undefined) {
    return [{ place: use.digest.place, text: digest }]
  }
  return use.place && [{ place: use.place, text }]
}
