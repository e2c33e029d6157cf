/** The globals of Node that grpc-js takes for granted: scripts/build/engine-modules.ts gives it these. */
export { Buffer } from './buffer.ts'
export * as process from './process.ts'
