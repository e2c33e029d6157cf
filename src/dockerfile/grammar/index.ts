export { innerInstruction } from './inner-instruction.ts'
export { jsonOrText, jsonOrWords, jsonStrings, typeAndJsonOrText } from './json-array.ts'
export { expandPairs, keyValues, pairsOf } from './key-values.ts'
export { plainWords, quotedWords, splitAtWhiteSpace, splitQuotedWords, wholeText } from './words.ts'
