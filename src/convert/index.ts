export { convertDockerfile, outlineDockerfile } from './convert-dockerfile.ts'
export type { ConfigMap, ConfigSet, ImageBuilder } from './image-builder.ts'
export type { HistoryEntry, ImageConfig, RuntimeConfig } from './image-config.ts'
export { parseImageConfig, serializeImageConfig } from './image-config-json.ts'
export type {
  InstructionDefinition,
  InstructionDefinitionTable,
  SourceReference,
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
export type { ConvertResult } from './result.ts'
export type {
  BuildContext,
  CommandTextOptions,
  ExecRequest,
  OutlineRecorder,
  StageBuilder,
  StageSource,
  Step,
} from './stage-builder.ts'
export { listTargets, type Target } from './targets.ts'
