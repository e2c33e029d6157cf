export { commandLine } from './command-line.ts'
export { descriptionOf } from './description.ts'
export { detectSyntax, type FoundDirective, parseDirective } from './detect-syntax.ts'
export * from './expansion/index.ts'
export { readFlags } from './flags.ts'
export { type FormatOptions, format } from './format/index.ts'
export * from './grammar/index.ts'
export { chompHeredoc, type HeredocWord, heredocWord, heredocWordsOf, parseHeredocWord } from './heredoc.ts'
export type * from './instruction.ts'
export type * from './instruction-syntax.ts'
export { findSyntax, instructionTable } from './instruction-table.ts'
export { builtinSyntaxes } from './instructions/index.ts'
export { parseMount, parseMountSource } from './instructions/run-mount.ts'
export { type ParsedDockerfile, parseDockerfile } from './parse-dockerfile.ts'
export { parseInstruction, parseTrigger } from './parse-instruction.ts'
export { MOST_INSTRUCTIONS, parseSyntaxTree } from './parse-syntax-tree.ts'
export { invalidInstruction, onlyArgument, requireArgument } from './requirement.ts'
export {
  expandSourcesAndDestination,
  requireDestination,
  sourcesAndDestination,
} from './sources-and-destination.ts'
export type * from './syntax-tree.ts'
export * from './tree/index.ts'
