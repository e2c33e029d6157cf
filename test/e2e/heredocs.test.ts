import { expect, it } from 'vitest'
import { build } from './build.ts'

it('runs heredocs as scripts, with an interpreter of their own, and as input of a command', async () => {
  const { layout } = await build({
    dockerfile: `
FROM slipway-test/busybox
ENV NAME=outer
RUN <<END
  set -e
  name=inner
  echo "$name $NAME" > /script
END
RUN <<'END' cat > /quoted
$NAME stays
END
RUN <<-END cat > /tabs
\t\tno tabs
\tEND
RUN <<END
#!/bin/awk -f
BEGIN { print "awk" > "/interpreter" }
END
RUN <<ONE cat > /one && <<TWO cat > /two
first
ONE
second
TWO
`,
  })
  expect(layout.image.text('script')).toBe('inner outer\n')
  expect(layout.image.text('quoted')).toBe('$NAME stays\n')
  expect(layout.image.text('tabs')).toBe('no tabs\n')
  expect(layout.image.text('interpreter')).toBe('awk\n')
  expect(layout.image.text('one')).toBe('first\n')
  expect(layout.image.text('two')).toBe('second\n')
})

it('writes heredocs as files with COPY and ADD', async () => {
  const { layout } = await build({
    dockerfile: `
FROM slipway-test/busybox
ARG WHO=world
COPY --chmod=0640 --chown=1000:1000 <<hello.txt <<'raw.txt' /etc/greet/
hello $WHO
hello.txt
hello $WHO
raw.txt
ADD <<END /etc/one
only one
END
`,
  })
  expect(layout.image.text('etc/greet/hello.txt')).toBe('hello world\n')
  expect(layout.image.text('etc/greet/raw.txt')).toBe('hello $WHO\n')
  expect(layout.image.entry('etc/greet/hello.txt')).toMatchObject({ mode: 0o640, uid: 1000, gid: 1000 })
  expect(layout.image.text('etc/one')).toBe('only one\n')
})
