// What extensions work with of the conversion: all that the built-in instructions use.

export { normalizeWorkdir } from '../platform/index.ts'
export type {
  BuildContext,
  BuildReader,
  CommandTextOptions,
  ConvertOptions,
  ExecRequest,
  ExecResult,
  InstructionDefinition,
  InstructionDefinitionTable,
  KnownImage,
  OutlineRecorder,
  PathInfo,
  SourceAnswer,
  SourceReference,
  SourceRequest,
  SourcesContext,
  SpliceContext,
  StageBase,
  StageBuilder,
  StageHooks,
  StageSource,
  Step,
} from './definition/index.ts'
export { type StageKey, stageKey } from './definition/index.ts'
export type { ConvertedStage, ConvertResult, NamedImage, Outline } from './graph/index.ts'
export type {
  ConfigMap,
  ConfigSet,
  HistoryEntry,
  ImageBuilder,
  ImageConfig,
  RuntimeConfig,
} from './image/index.ts'
export { builtinInstructions } from './instructions/index.ts'
export { type ConvertedMounts, convertMounts } from './steps/index.ts'
export type { Target } from './targets.ts'
