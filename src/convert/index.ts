export { convertDockerfile, outlineDockerfile } from './convert-dockerfile.ts'
export type {
  BuildSources,
  NamedContext,
  PlannedSource,
  ResolvedImage,
  ResolveMode,
  SourcePlanner,
  SourceTime,
} from './definition/index.ts'
export { createBuildReader } from './definition/index.ts'
export type { OutlineArg, OutlineResource } from './graph/index.ts'
export { type ParseOptions, parseFiles, platformsOf } from './graph/index.ts'
export { draftOf, parseImageConfig, serializeImageConfig } from './image/index.ts'
export * from './public.ts'
export { listTargets } from './targets.ts'
