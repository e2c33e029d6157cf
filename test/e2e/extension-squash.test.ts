import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { build } from './build.ts'
import type { BuiltImage } from './image-layout.ts'
import { findLeaks } from './leaks.ts'
import { syntaxImage } from './syntax-image.ts'

const secret = `gone-${randomBytes(16).toString('hex')}`
// Steps of this run alone: those that were cached before may have made files at another time.
const run = randomBytes(8).toString('hex')
const dockerfile = (squash: string) => `# extensions=squash
FROM slipway-test/busybox AS base
RUN echo ${run} > /from-base && mkdir -p /old/deep && echo old > /old/deep/file && ln -s from-base /link
FROM base
ENV A=1
LABEL b=2
COPY --chown=12:34 --chmod=4750 a.sh /bin/a.sh
COPY hidden /hidden
RUN mkdir -p /home/app && chown app /home/app && mkdir -m 1777 /sticky && mkfifo /pipe
RUN rm -rf /hidden /old /link && ln /bin/a.sh /bin/b.sh && ln -s bin/a.sh /link && touch -d 2001-02-03 /dated
USER app
WORKDIR /home/app/work
CMD ["a"]
${squash}
`
const context = { 'a.sh': 'echo a\n', hidden: `${secret}\n` }

/** What each path is, in all that a container could tell; two links to one file may be told either way round. */
function contents(image: BuiltImage): Record<string, unknown> {
  const entries = [...image.files].map(([path, entry]) => {
    const target = entry.type === 'hardlink' ? image.files.get(entry.linkTarget.replace(/^\//, '')) : entry
    const { type, mode, uid, gid, linkTarget, content } = target ?? entry
    // Running a command touches directories, of which layers tell nothing where no more has changed.
    const modified = type === 'directory' ? 0 : (target ?? entry).modified
    return [
      path,
      [
        type,
        mode,
        uid,
        gid,
        modified,
        type === 'symlink' ? linkTarget : '',
        Buffer.from(content).toString('base64'),
      ],
    ] as const
  })
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

describe.skipIf(syntaxImage === undefined)('SQUASH', () => {
  it.each([
    ['SQUASH', 3],
    ['SQUASH --scratch', 1],
  ])('%s: the same image in fewer layers', async (squash, layers) => {
    const plain = await build({ context, args: ['--network=none'], dockerfile: dockerfile('') })
    const squashed = await build({ context, args: ['--network=none'], dockerfile: dockerfile(squash) })
    expect(findLeaks(plain, [secret])).not.toEqual([])
    expect(findLeaks(squashed, [secret])).toEqual([])
    const [before, after] = [plain.layout.image, squashed.layout.image]
    expect(contents(after)).toEqual(contents(before))
    expect(after.config.config).toEqual(before.config.config)
    expect(after.config.rootfs.diff_ids).toHaveLength(layers)
    expect(after.config.history?.filter(({ empty_layer }) => !empty_layer)).toHaveLength(layers)
    if (layers > 1) {
      expect(after.config.rootfs.diff_ids.slice(0, -1)).toEqual(
        before.config.rootfs.diff_ids.slice(0, layers - 1),
      )
      // No more than what changed: nothing of the base's own files is in the new layer.
      const paths = after.layers.at(-1)?.map(({ path }) => path)
      expect(paths).not.toContain('bin/busybox')
      expect(paths).not.toContain('from-base')
      expect(paths).toContain('.wh.old')
    }
  })

  it('an image from scratch has one layer', async () => {
    const text = '# extensions=squash\nFROM scratch\nCOPY a.sh /a\nCOPY a.sh /b\nSQUASH\n'
    const { layout } = await build({ context, args: ['--network=none'], dockerfile: text })
    expect(layout.image.layers).toHaveLength(1)
    expect([...layout.image.files.keys()].sort()).toEqual(['a', 'b'])
  })

  it('gives the same layer again, and is cached', async () => {
    const first = await build({ context, args: ['--network=none'], dockerfile: dockerfile('SQUASH') })
    const second = await build({ context, args: ['--network=none'], dockerfile: dockerfile('SQUASH') })
    expect(second.layout.image.config.rootfs).toEqual(first.layout.image.config.rootfs)
    expect(second.steps.filter(({ name }) => name.includes('SQUASH')).every(({ cached }) => cached)).toBe(
      true,
    )
  })
})
