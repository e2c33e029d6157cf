export { type CompiledDockerfile, type CompileOptions, compileDockerfile } from './compile-dockerfile.ts'
