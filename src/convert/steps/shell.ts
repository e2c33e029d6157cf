import type { ImageBuilder } from '../image/index.ts'

/** Args that run a command line in the image's shell, or in the default one of its system. */
export function shellArgs(image: ImageBuilder, args: readonly string[]): readonly string[] {
  const shell =
    image.shell.length > 0 ? image.shell : image.os === 'windows' ? ['cmd', '/S', '/C'] : ['/bin/sh', '-c']
  return [...shell, args.join(' ')]
}
