export { type GitRef, type GitRefOptions, parseGitRef } from './git-ref.ts'
export { type GitUrl, parseGitUrl } from './git-url.ts'
