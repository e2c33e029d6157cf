export { applyChanges, type Edit, edit, type Replacement, type TextChange } from './edit.ts'
export {
  type ImageReferenceOptions,
  type ImageText,
  type ImageUse,
  imageReferences,
  setImage,
} from './image-references.ts'
export type * from './node.ts'
export { detailsOf, type ParseOptions, parse, treeOf } from './parse.ts'
export { type LineColumn, nodeAt, offsetAt, positionAt } from './places.ts'
export { print, printBytes } from './print.ts'
export { stages, type TreeStage } from './stages.ts'
export { textErrors } from './text-errors.ts'
export { type TreeVariable, variables } from './variables.ts'
export { closest, nodesOf, type Visitor, type WalkAnswer, walk } from './walk.ts'
