export { type GitRef, parseGitRef } from './git-ref.ts'
export { type GitUrl, parseGitUrl } from './git-url.ts'
