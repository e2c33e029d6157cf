export { readIgnoreFile } from './ignore-file.ts'
export { createPatternMatcher, type PatternMatcher } from './pattern-matcher.ts'
