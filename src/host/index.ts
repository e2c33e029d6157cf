export type {
  ComputingHost,
  Decompress,
  Host,
  Limited,
  PipeListener,
  RunLimited,
} from './host.ts'
export type {
  ConsoleMessage,
  ModuleEngine,
  ModuleExports,
  ModuleFiles,
  ModuleHost,
  ModuleSource,
  SyntaxProblem,
  SyntaxTools,
} from './module-host.ts'
export { notPipes } from './not-pipes.ts'
