import { expect, test } from 'vitest'
import { withoutDaemonPaths } from '../../../src/frontend/contexts/daemon-path.ts'

test.each([
  [
    'read /var/lib/docker/tmp/buildkit-mount2363645627/dir: is a directory',
    'dir',
    'read dir: is a directory',
  ],
  ['read /tmp/buildkit-mount1/target: is a directory', 'link', 'read target: is a directory'],
  ['open /data/snapshots/snapshots/12/fs/a/b: permission denied', 'a/b', 'open a/b: permission denied'],
  ['lstat /somewhere/else/a b/c: bad', 'a b/c', 'lstat a b/c: bad'],
  ['open nowhere: no such file or directory', 'nowhere', 'open nowhere: no such file or directory'],
  ['too many links', 'loop', 'too many links'],
  ['open /etc: denied', '/etc', 'open /etc: denied'],
])('%s', (message, path, shown) => {
  expect(withoutDaemonPaths(message, path)).toBe(shown)
})
