export { lastNotAbove } from './bisect.ts'
export { BuildError, type BuildErrorOptions, type ErrorDetail } from './build-error.ts'
export { clientMessage } from './client-message.ts'
export type { ErrorCode } from './error-code.ts'
export { atPlace, explaining, explainingSync, inContext } from './error-context.ts'
export { formatExcerpt } from './excerpt.ts'
export { generalCodes } from './general-codes.ts'
export { restFromWork, stillWorking, type WorkWatcher, watchLongWork } from './long-work.ts'
export { decodeText, encodeText, isRawByte } from './raw-text.ts'
export { type ShownPlace, shownPlaces } from './shown-places.ts'
export {
  createSourceFile,
  includedAt,
  isSourceFile,
  lineAt,
  type SourceFile,
  textStart,
} from './source-file.ts'
export {
  type Location,
  lineRange,
  locationOf,
  locationsOf,
  type Position,
  type Range,
  type Span,
} from './span.ts'
export { extensionFrames, formatFrames, moduleScheme, type StackFrame } from './stack-frames.ts'
export { statusCodeName } from './status-code.ts'
