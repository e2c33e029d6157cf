/** Where daemons mount what they read files of, up to the root of those files. */
const mount = /\/(?:[^\s"':]*\/)?(?:buildkit-mount[0-9]+|snapshots\/[0-9]+\/fs)\//g

/**
 * What a daemon says about a file, without the directories of its own machine: they help nobody, and tell where it
 * keeps its data.
 * @param path the file as it was asked for
 *
 * @example
 * withoutDaemonPaths('read /var/lib/docker/tmp/buildkit-mount12/a: is a directory', 'a') // 'read a: is a directory'
 */
export function withoutDaemonPaths(message: string, path: string): string {
  const short = message.replace(mount, '')
  const at = short.indexOf(`/${path}`)
  const start = short.lastIndexOf(' ', at) + 1
  return at < 0 || short[start] !== '/' ? short : short.slice(0, start) + short.slice(at + 1)
}
