export type {
  ComputingHost,
  Decompress,
  Host,
  ImportableModules,
  Limited,
  PipeListener,
  RunLimited,
} from './host.ts'
export { notPipes } from './not-pipes.ts'
