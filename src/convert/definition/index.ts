export type { BuildReader, KnownImage } from './build-reader.ts'
export { createBuildReader } from './create-build-reader.ts'
export type {
  InstructionDefinition,
  InstructionDefinitionTable,
  SourceReference,
  SourcesContext,
  SpliceContext,
} from './instruction-definition.ts'
export { noteMistake } from './mistakes.ts'
export type {
  BuildSources,
  ConvertOptions,
  NamedContext,
  ResolvedImage,
  ResolveMode,
  SourceTime,
} from './options.ts'
export type { PathInfo } from './path-info.ts'
export { beginStep, stepPlatform, summarizeHeredoc, upperCaseKeyword } from './progress.ts'
export { scratchName } from './scratch.ts'
export type { PlannedSource, SourceAnswer, SourcePlanner, SourceRequest } from './source-planner.ts'
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
export { type StageKey, StageMemory, stageKey } from './stage-key.ts'
