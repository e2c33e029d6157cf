import { imageReferences } from '../tree/image-references.ts'
import type { ImageReferenceNode, InstructionTree, Tree, VariableNode } from '../tree/node.ts'
import { positionAt } from '../tree/places.ts'
import { stages } from '../tree/stages.ts'
import { variables } from '../tree/variables.ts'
import { nodesOf } from '../tree/walk.ts'
import type { Explainer, Explanation } from './explanation.ts'

/** Images that are empty or malformed, and files that have no FROM. */
export const explainFrom: Explainer = ({ error, tree, instruction }) => {
  switch (error.code) {
    case 'no-instructions':
    case 'no-stages':
      return { hint: 'a Dockerfile begins with FROM: FROM alpine:3, or FROM scratch to begin with nothing' }
    case 'instruction-before-from':
      return beforeFrom(tree)
    case 'image-blank':
    case 'platform-value':
    case 'image-name':
      return instruction?.name === 'FROM' ? explainName(tree, instruction) : undefined
    case 'from-arguments':
      return instruction && explainWords(instruction)
    case 'stage-name': {
      const focus = instruction?.arguments?.words.find(({ kind }) => kind === 'stage-name')
      return { focus, hint: 'a name begins with a letter and has letters, digits, -, _ and . behind it' }
    }
    default:
      return undefined
  }
}

function beforeFrom(tree: Tree): Explanation {
  const from = tree.instructions.find(({ name }) => name === 'FROM')
  if (!from) {
    return { hint: 'there is no FROM: a Dockerfile begins with one, such as FROM alpine:3 or FROM scratch' }
  }
  const { line } = positionAt(tree.file, from.start)
  return { hint: `only ARG may stand in front of the first FROM: move it below line ${line}` }
}

function explainName(tree: Tree, from: InstructionTree): Explanation | undefined {
  const image = from.arguments?.words.find((word) => word.kind === 'image-reference')
  const used = [...from.flags.flatMap((flag) => nodesOf(flag, 'variable')), ...(image?.variables ?? [])]
  const empty = used.map((variable) => explainVariable(tree, variable)).find((said) => said !== undefined)
  if (empty) return empty
  return image && (explainStage(tree, image) ?? explainCase(tree, image))
}

/** A variable of FROM that has no value. */
function explainVariable(tree: Tree, node: VariableNode): Explanation | undefined {
  const { name, operator } = node
  if (operator.endsWith('-')) return undefined
  const known = variables(tree).filter((variable) => variable.name === name)
  const global = known.findLast(
    ({ kind, stage, definition }) => kind === 'arg' && !stage && definition && definition.start < node.start,
  )
  if (global?.definition) {
    if (global.definition.value !== undefined && global.definition.value !== '') return undefined
    const { line } = positionAt(tree.file, global.definition.start)
    return {
      focus: node,
      hint: `ARG ${name} on line ${line} has no value: give it a default, or build with --build-arg ${name}=…`,
    }
  }
  if (predefined.has(name)) return undefined
  const elsewhere = known.find(({ definition }) => definition)?.definition
  if (!elsewhere)
    return { focus: node, hint: `no ARG declares ${name}: write ARG ${name}=… above the first FROM` }
  const { line } = positionAt(tree.file, elsewhere.start)
  return {
    focus: node,
    hint: `${name} on line ${line} belongs to a stage: FROM knows only what ARG declares above the first FROM`,
  }
}

/** What every FROM knows. */
const predefined: ReadonlySet<string> = new Set(
  ['BUILD', 'TARGET']
    .flatMap((side) => ['PLATFORM', 'OS', 'ARCH', 'VARIANT', 'OSVERSION'].map((what) => side + what))
    .concat('TARGETSTAGE'),
)

/** A stage whose name is written with other letters than it has. */
function explainStage(tree: Tree, image: ImageReferenceNode): Explanation | undefined {
  const stage = stages(tree).find(
    ({ name, from }) => name !== '' && from.start < image.start && name === image.value.toLowerCase(),
  )
  if (!stage) return undefined
  const { line } = positionAt(tree.file, stage.from.start)
  return { focus: image, hint: `the stage of line ${line} is called ${stage.name}: write FROM ${stage.name}` }
}

function explainCase(tree: Tree, image: ImageReferenceNode): Explanation | undefined {
  const use = imageReferences(tree).find(({ node }) => node === image)
  const written = use?.repository.value
  if (written !== undefined && written !== written.toLowerCase()) {
    return { focus: image, hint: `names of images are in lower case: ${written.toLowerCase()}` }
  }
  return { focus: image }
}

function explainWords(from: InstructionTree): Explanation | undefined {
  const words = from.arguments?.words ?? []
  const comment = words.find(({ value }, index) => index > 0 && value.startsWith('#'))
  if (comment) {
    const focus = { file: from.file, start: comment.start, end: from.end }
    return { focus, hint: '# begins a comment at the start of a line alone: put the comment on a line above' }
  }
  if (words.length === 0)
    return { focus: from.keyword, hint: 'the image is missing: FROM alpine:3, or FROM scratch' }
  const [image, second, third] = words
  if (words.length === 2 && second && image) {
    return second.value.toLowerCase() === 'as'
      ? { focus: second, hint: 'the name of the stage is missing behind AS' }
      : { focus: second, hint: `write FROM ${image.value} AS ${second.value}` }
  }
  return { focus: third ?? from }
}
