export { BuildError, type BuildErrorOptions, type ErrorCode, type ErrorDetail } from './build-error.ts'
export { formatExcerpt } from './excerpt.ts'
export { createSourceFile, lineAt, type SourceFile } from './source-file.ts'
export { type Location, lineRange, locationOf, type Position, type Range, type Span } from './span.ts'
