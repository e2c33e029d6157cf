export { type GitRef, parseGitRef } from './git-ref.ts'
export { type GitUrl, isGitTransport, parseGitUrl } from './git-url.ts'
