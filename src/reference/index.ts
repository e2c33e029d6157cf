export { parseDigest } from './digest.ts'
export { formatReference, type ImageReference, referenceName } from './image-reference.ts'
export { familiarString, parseNormalizedNamed, tagNameOnly, withDigest } from './normalize-reference.ts'
export { parseReference } from './parse-reference.ts'
