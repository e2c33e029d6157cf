import { describe, expect, it } from 'vitest'
import { build, tryBuild } from './build.ts'
import { syntaxImage } from './syntax-image.ts'

const context = {
  passwd: 'root:x:0:0::/:/bin/sh\nweb:x:1234:5678::/:/bin/sh\n',
  group: 'root:x:0:\nweb:x:5678:\nstaff:x:50:\n',
  a: 'a\n',
}
const users = 'FROM slipway-test/busybox\nCOPY passwd group /etc/\n'

// The frontend of the reference does so from 1.28 and 1.29 on, the engine's own may be older.
describe.skipIf(syntaxImage === undefined)('owners of what is copied', () => {
  it('are users with their own group, and numbers of 32 bits', async () => {
    const { layout } = await build({
      dockerfile: `${users}COPY --chown=web: a /of-web
COPY --chown=web:staff a /of-staff
COPY --chown=2147483648:4294967294 a /of-large
ADD --chown=3000000000 a /of-large-user
USER web:
WORKDIR /made
USER root
RUN stat -c '%n %u:%g' /of-web /of-staff /of-large /of-large-user /made > /owners
`,
      context,
    })
    expect(layout.image.text('owners').split('\n')).toEqual([
      '/of-web 1234:5678',
      '/of-staff 1234:50',
      '/of-large 2147483648:4294967294',
      '/of-large-user 3000000000:3000000000',
      '/made 1234:5678',
      '',
    ])
  })

  it('are refused by name with --link, with the reason and the line', async () => {
    const { code, printed } = await tryBuild({
      dockerfile: `${users}COPY --link --chown=web a /a\n`,
      context,
      progress: 'plain',
    })
    expect(code).not.toBe(0)
    expect(printed).toContain(
      "--chown=web: user and group names can't be resolved when used with --link, use numeric uid[:gid] instead",
    )
    expect(printed).toMatch(/>>> COPY --link --chown=web a \/a/)
  })

  it('are taken by number with --link', async () => {
    const { layout } = await build({
      dockerfile: `${users}COPY --link --chown=4294967294:7 a /a\nRUN stat -c '%u:%g' /a > /owner\n`,
      context,
    })
    expect(layout.image.text('owner')).toBe('4294967294:7\n')
  })
})
