// Everything that an extension is made with: what `slipway` exports, but for what runs in Node alone.
export * from './convert/public.ts'
export type {
  AddInstruction,
  ArgDeclaration,
  ArgInstruction,
  ArgumentGrammar,
  Arguments,
  CmdInstruction,
  CommandLine,
  CopyInstruction,
  Dockerfile,
  EntrypointInstruction,
  EnvInstruction,
  Environment,
  Expanders,
  ExposeInstruction,
  ExtensionInstruction,
  FlagDefinition,
  FlagValues,
  FromInstruction,
  HealthcheckInstruction,
  Heredoc,
  Instruction,
  InstructionNode,
  InstructionSyntax,
  KeyValue,
  LabelInstruction,
  MaintainerInstruction,
  OnbuildInstruction,
  RunInstruction,
  RunMount,
  ShellInstruction,
  Stage,
  StopsignalInstruction,
  UserInstruction,
  VolumeInstruction,
  WorkdirInstruction,
} from './dockerfile/index.ts'
export * from './extension/index.ts'
export {
  build,
  type Frontend,
  type Subrequest,
  type SubrequestAnswer,
  type SubrequestBuild,
} from './frontend/index.ts'
export {
  builtinRules,
  type Finding,
  type FindingDetail,
  type Fix,
  type LintEvent,
  type LintRule,
  type LintStage,
  type Report,
  type RuleVisitor,
  type Severity,
  soundsSecret,
  type TextEdit,
} from './lint/index.ts'
export type { ExecMount, FileAction, Output, SecretEnv } from './llb/index.ts'
export type { Platform } from './platform/index.ts'
export {
  definePolicy,
  type Place,
  type Plan,
  type PlanCommand,
  type PlanSource,
  type PlanStage,
  type Policy,
} from './policy/index.ts'
export { formatReference, type ImageReference, parseReference } from './reference/index.ts'
export {
  BuildError,
  type BuildErrorOptions,
  createSourceFile,
  type ErrorCode,
  formatExcerpt,
  type Location,
  locationOf,
  type Position,
  type Range,
  type SourceFile,
  type Span,
  textStart,
} from './source/index.ts'
export { nameSuggestion, nearestName, suggest, suggestion } from './suggest/index.ts'
