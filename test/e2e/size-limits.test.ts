import { describe, expect, it } from 'vitest'
import { tryBuild } from './build.ts'
import { firstLine, syntaxImage } from './syntax-image.ts'
import { layOut } from './workspace.ts'

/** More than a Dockerfile or an ignore file may have. */
function large(start: string): string {
  const line = `# ${'padding '.repeat(127)}\n`
  return start + line.repeat(Math.ceil((16 * 1024 * 1024 + 1) / line.length))
}

const limit = 'exceeds maximum allowed size of 16777216 bytes'

// The frontend of the reference has these limits from 1.27.1 on, the engine's own may be older.
describe.skipIf(syntaxImage === undefined)('a file above 16 MiB ends the build where it is', () => {
  it('the Dockerfile, which no other file stands in for', async () => {
    const { code, printed } = await tryBuild({
      context: { Dockerfile: large('FROM scratch\n'), dockerfile: 'FROM scratch\nCOPY x /\n', x: '' },
      // The engine adds a file whose syntax line it followed to the error, where one of this size has no room.
      chosenBy: 'build argument',
    })
    expect(code).not.toBe(0)
    expect(printed).toContain(`failed to read dockerfile: Dockerfile ${limit}`)
  })

  it.each(['.dockerignore', 'Dockerfile.dockerignore'])(
    '%s, so that nothing gets into an image which it keeps out',
    async (name) => {
      const { code, printed } = await tryBuild({
        context: {
          Dockerfile: `${firstLine('ours')}FROM scratch\nCOPY . /\n`,
          [name]: large('secret.txt\n'),
          'secret.txt': 'kept out\n',
        },
      })
      expect(code).not.toBe(0)
      expect(printed).toContain(`${name} ${limit}`)
    },
  )

  it('the ignore file of a named context', async () => {
    const { code, printed } = await tryBuild({
      dockerfile: 'FROM scratch\nCOPY --from=lib . /\n',
      args: [`--build-context=lib=${layOut({ '.dockerignore': large('a\n'), a: '' })}`],
    })
    expect(code).not.toBe(0)
    expect(printed).toContain(`.dockerignore ${limit}`)
  })
})
