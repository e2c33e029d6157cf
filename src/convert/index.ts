export type { BuildReader, KnownImage } from './build-reader.ts'
export { convertDockerfile, outlineDockerfile } from './convert-dockerfile.ts'
export { createBuildReader } from './create-build-reader.ts'
export type { ConfigMap, ConfigSet, ImageBuilder } from './image-builder.ts'
export type { HistoryEntry, ImageConfig, RuntimeConfig } from './image-config.ts'
export { parseImageConfig, serializeImageConfig } from './image-config-json.ts'
export { draftOf } from './image-draft.ts'
export type {
  InstructionDefinition,
  InstructionDefinitionTable,
  SourceReference,
  SourcesContext,
  SpliceContext,
} from './instruction-definition.ts'
export { builtinInstructions } from './instructions/index.ts'
export type {
  BuildSources,
  ConvertOptions,
  NamedContext,
  ResolvedImage,
  ResolveMode,
  SourceTime,
} from './options.ts'
export type { Outline, OutlineArg, OutlineResource } from './outline.ts'
export { type ParseOptions, parseFiles } from './parse-stages.ts'
export type { ConvertedStage, ConvertResult, NamedImage } from './result.ts'
export { type ConvertedMounts, convertMounts } from './run-mounts.ts'
export type {
  BuildContext,
  CommandTextOptions,
  ExecRequest,
  OutlineRecorder,
  StageBase,
  StageBuilder,
  StageHooks,
  StageSource,
  Step,
} from './stage-builder.ts'
export { type StageKey, stageKey } from './stage-key.ts'
export { listTargets, type Target } from './targets.ts'
