import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { build, tryBuild } from './build.ts'
import { startHttpServer } from './http-server.ts'
import type { BuiltImage } from './image-layout.ts'
import { syntaxImage } from './syntax-image.ts'
import { writeTar } from './tar.ts'

const context = {
  'app/main.sh': { content: 'echo main\n', mode: 0o644 },
  'app/lib/words.sh': 'words\n',
  'app/lib/test/words.test.sh': 'test\n',
  'app/readme.md': 'read me\n',
  'app/.hidden': 'hidden\n',
  link: { link: 'app/readme.md' },
}

it('copies with owner and mode', async () => {
  const { layout } = await build({
    context,
    dockerfile: `
FROM slipway-test/busybox
COPY --chown=app:app --chmod=750 app/main.sh /srv/main.sh
COPY --chmod=644 app/lib /tree
COPY --chown=12:34 app/readme.md /docs/
`,
  })
  const { image } = layout
  expect(image.entry('srv/main.sh')).toMatchObject({ mode: 0o750, uid: 1000, gid: 1000 })
  expect(image.entry('tree/words.sh').mode).toBe(0o644)
  expect(image.entry('docs/readme.md')).toMatchObject({ uid: 12, gid: 34 })
})

it.skipIf(syntaxImage === undefined)('copies with a symbolic mode and its parent directories', async () => {
  const { layout } = await build({
    context,
    dockerfile: `
FROM slipway-test/busybox
COPY --chmod=u=rwX,go=rX app /tree
COPY --chmod=go-r,u+x app/readme.md /symbolic
COPY --parents app/lib/*.sh app/./lib/test /parents/
`,
  })
  const { image } = layout
  expect(image.entry('tree/main.sh').mode).toBe(0o644)
  expect(image.entry('tree/lib').mode).toBe(0o755)
  expect(image.entry('symbolic').mode).toBe(0o700)
  expect(filesBelow(image, 'parents')).toEqual(['app/lib/words.sh', 'lib/test/words.test.sh'])
})

it.skipIf(syntaxImage === undefined)('leaves out what --exclude names', async () => {
  const { layout } = await build({
    context,
    dockerfile: `
FROM slipway-test/busybox
COPY --exclude=**/*.md --exclude=lib/test app /exclude
`,
  })
  expect(filesBelow(layout.image, 'exclude')).toEqual(['.hidden', 'lib/words.sh', 'main.sh'])
})

it('puts linked copies in layers that do not depend on the base', async () => {
  const copied = `COPY --link --chown=1000 app/readme.md /docs/readme.md\nADD --link app/lib /lib/words\n`
  const on = (base: string): string => `FROM slipway-test/busybox\nRUN echo ${base} > /base\n${copied}`
  const one = await build({ context, dockerfile: on('one') })
  const two = await build({ context, dockerfile: on('two') })
  expect(one.layout.image.entry('docs/readme.md').uid).toBe(1000)
  expect(one.layout.image.has('lib/words/words.sh')).toBe(true)
  expect(one.layout.image.text('base')).toBe('one\n')
  const linked = (image: BuiltImage): readonly string[] => image.config.rootfs.diff_ids.slice(-2)
  expect(linked(two.layout.image)).toEqual(linked(one.layout.image))
})

it('copies from a stage by name and by index, from an image, through links and wildcards', async () => {
  const { layout } = await build({
    context,
    dockerfile: `
FROM slipway-test/busybox AS first
RUN mkdir /o && echo 1 > /o/a1 && echo 2 > /o/a2 && ln -s a1 /o/l
FROM slipway-test/busybox
COPY --from=first /o/a? /byname/
COPY --from=0 /o/l /byindex
COPY --from=slipway-test/busybox /etc/arch /fromimage
COPY link /followed
WORKDIR /work
COPY app/readme.md app/main.sh ./
COPY ["app/readme.md", "with space"]
`,
  })
  const { image } = layout
  expect(image.text('byname/a1') + image.text('byname/a2')).toBe('1\n2\n')
  expect(image.text('byindex')).toBe('1\n')
  expect(image.has('fromimage')).toBe(true)
  expect(image.text('followed')).toBe('read me\n')
  expect(image.text('work/readme.md')).toBe('read me\n')
  expect(image.text('work/with space')).toBe('read me\n')
})

it('adds archives, unpacked unless told otherwise', async () => {
  const archive = gzipSync(writeTar({ 'inside/file.txt': 'packed\n' }))
  const { layout } = await build({
    context: { 'archive.tar.gz': archive },
    dockerfile: `
FROM slipway-test/busybox
ADD archive.tar.gz /added/
COPY archive.tar.gz /copied/
`,
  })
  expect(layout.image.text('added/inside/file.txt')).toBe('packed\n')
  expect(Buffer.compare(layout.image.entry('copied/archive.tar.gz').content, archive)).toBe(0)
})

it('adds from http, with a checksum that is checked', async () => {
  const archive = writeTar({ 'inside/file.txt': 'packed\n' })
  const { url } = await startHttpServer({ 'data/file.txt': 'served\n', 'archive.tar': archive })
  const sum = createHash('sha256').update('served\n').digest('hex')
  const { layout } = await build({
    dockerfile: `
FROM slipway-test/busybox
ADD ${url}/data/file.txt /plain/
ADD --checksum=sha256:${sum} --chmod=640 --chown=7:8 ${url}/data/file.txt /checked
ADD ${url}/archive.tar /kept/
`,
  })
  expect(layout.image.text('plain/file.txt')).toBe('served\n')
  expect(layout.image.entry('plain/file.txt')).toMatchObject({ mode: 0o600, modified: 1_700_000_000 })
  expect(layout.image.entry('checked')).toMatchObject({ mode: 0o640, uid: 7, gid: 8 })
  expect(layout.image.has('kept/archive.tar')).toBe(true)

  const wrong = await tryBuild({
    dockerfile: `FROM scratch\nADD --checksum=sha256:${'0'.repeat(64)} ${url}/data/file.txt /\n`,
    output: 'none',
    progress: 'plain',
  })
  expect(wrong.code).toBe(1)
  expect(wrong.stderr).toMatch(/digest mismatch sha256:[0-9a-f]+: sha256:0+/)
})

function filesBelow(image: BuiltImage, dir: string): readonly string[] {
  return [...image.files.values()]
    .filter(({ type, path }) => type === 'file' && path.startsWith(`${dir}/`))
    .map(({ path }) => path.slice(dir.length + 1))
    .sort()
}
