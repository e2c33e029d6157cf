import type { CommandEntry } from '../command.ts'

/** The commands of `slipway`, in the order of its help. None is loaded before it is asked for. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'compile',
    summary: 'Compile a Dockerfile to LLB and print it',
    load: async () => (await import('./compile.ts')).compile,
  },
  {
    name: 'lint',
    summary: 'Run the build checks',
    load: async () => (await import('./lint.ts')).lint,
  },
  {
    name: 'fix',
    summary: 'Put right what the linter finds',
    load: async () => (await import('./fix.ts')).fix,
  },
  {
    name: 'fmt',
    summary: 'Lay Dockerfiles out in one style',
    load: async () => (await import('./fmt.ts')).fmt,
  },
  {
    name: 'outline',
    summary: 'Show the build arguments, secrets and SSH mounts of a target',
    load: async () => (await import('./outline.ts')).outline,
  },
  {
    name: 'targets',
    summary: 'List the stages of a Dockerfile',
    load: async () => (await import('./targets.ts')).targets,
  },
  {
    name: 'call',
    summary: 'Ask a frontend, as docker build --call does',
    load: async () => (await import('./call.ts')).call,
  },
  {
    name: 'ast',
    summary: 'Print the syntax tree of a Dockerfile as JSON',
    load: async () => (await import('./ast.ts')).ast,
  },
  {
    name: 'image',
    summary: 'Make the image of a frontend of your own',
    load: async () => (await import('./image.ts')).image,
  },
  {
    name: 'init',
    summary: 'Start a frontend of your own',
    load: async () => (await import('./init.ts')).init,
  },
]
