// What extensions work with of the conversion: all that the built-in instructions use.

export { normalizeWorkdir } from '../platform/index.ts'
export type { BuildReader, KnownImage } from './build-reader.ts'
export type { ConfigMap, ConfigSet, ImageBuilder } from './image-builder.ts'
export type { HistoryEntry, ImageConfig, RuntimeConfig } from './image-config.ts'
export type {
  InstructionDefinition,
  InstructionDefinitionTable,
  SourceReference,
  SourcesContext,
  SpliceContext,
} from './instruction-definition.ts'
export { builtinInstructions } from './instructions/index.ts'
export type { ConvertOptions } from './options.ts'
export type { Outline } from './outline.ts'
export type { PathInfo } from './path-info.ts'
export type { ConvertedStage, ConvertResult, NamedImage } from './result.ts'
export { type ConvertedMounts, convertMounts } from './run-mounts.ts'
export type { SourceAnswer, SourceRequest } from './source-planner.ts'
export type {
  BuildContext,
  CommandTextOptions,
  ExecRequest,
  ExecResult,
  OutlineRecorder,
  StageBase,
  StageBuilder,
  StageHooks,
  StageSource,
  Step,
} from './stage-builder.ts'
export { type StageKey, stageKey } from './stage-key.ts'
export type { Target } from './targets.ts'
