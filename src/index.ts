export * from './api.ts'
export { runFrontend } from './run-frontend.ts'
