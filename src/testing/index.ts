export {
  type CompiledDockerfile,
  type CompiledPlatform,
  type CompileOptions,
  compileDockerfile,
} from './compile-dockerfile.ts'
export { loadFrontend } from './load-frontend.ts'
