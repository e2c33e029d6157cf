import type { FrontendDefinition } from '../extension/index.ts'

/** The extensions in the box, which a Dockerfile turns on by name: `# extensions=NAME,NAME`. */
export const offeredExtensions: readonly FrontendDefinition[] = []
