export { nodeHost } from './node-host.ts'
export { prepareHashing } from './sha256.ts'
export { openStreams } from './streams.ts'
