export { defaultImageConfig } from './default-image.ts'
export { type FileTree, memoryTree } from './file-tree.ts'
export { createOfflineClient, type OfflineClient, type OfflineClientOptions } from './offline-client.ts'
