import { describe, expect, it } from 'vitest'
import { tryBuild } from './build.ts'
import type { FrontendName } from './syntax-image.ts'

const context = { 'present.txt': '', '.dockerignore': 'ignored.txt\n', 'ignored.txt': '' }

describe.each([
  [
    'a failing RUN',
    'FROM slipway-test/busybox\nRUN true\nRUN echo before; \\\n  exit 7\nRUN true\n',
    /exit code: 7/,
  ],
  ['a failing heredoc', 'FROM slipway-test/busybox\nRUN <<E\nset -e\nfalse\nE\n', /exit code: 1/],
  [
    'an unknown instruction',
    'FROM slipway-test/busybox\nRUM true\n',
    /unknown instruction: RUM \(did you mean RUN\?\)/,
  ],
  ['a missing COPY source', 'FROM slipway-test/busybox\nCOPY absent.txt /\n', /"\/absent.txt": not found/],
  [
    'an ignored COPY source',
    'FROM slipway-test/busybox\nCOPY present.txt ignored.txt /\n',
    /"\/ignored.txt": not found/,
  ],
  [
    'an unknown flag',
    'FROM slipway-test/busybox\nCOPY --chmood=1 present.txt /\n',
    /unknown flag: --chmood \(did you mean chmod\?\)/,
  ],
  ['an unknown stage', 'FROM slipway-test/busybox\nCOPY --from=nostage /a /\n', /nostage/],
  ['a missing image', 'FROM slipway-test/no-such-image:1\n', /no-such-image/],
  ['a required variable', 'FROM slipway-test/busybox\nENV A=${B:?is needed}\n', /is needed/],
  [
    'a cycle of stages',
    'FROM slipway-test/busybox AS a\nCOPY --from=b / /\nFROM a AS b\n',
    /needs to be defined before current stage/,
  ],
  [
    'a missing secret',
    'FROM slipway-test/busybox\nRUN --mount=type=secret,id=s,required true\n',
    /secret s: not found/,
  ],
  ['a file without a stage', 'ENV A=b\n', /no build stage in current context/],
  ['a file of comments only', '# nothing\n', /file with no instructions/],
] as const)('%s', (_, dockerfile, message) => {
  it('prints what the built-in frontend prints', async () => {
    const ours = await failure(dockerfile, 'ours')
    const builtIn = await failure(dockerfile, 'built-in')
    expect(ours).toMatch(message)
    expect(ours).toBe(builtIn)
  })
})

/** The message and the excerpt that a failed build ends with, without what differs from run to run. */
async function failure(dockerfile: string, frontend: FrontendName): Promise<string> {
  const { code, stderr } = await tryBuild({
    // The excerpts show up to three lines around: the first line, which differs, must not be among them.
    dockerfile: `\n\n\n\n\n${dockerfile}`,
    frontend,
    context,
    output: 'none',
    progress: 'plain',
  })
  expect(code).toBe(1)
  const lines = stderr.split('\n')
  const start = lines.findIndex((line) => line === '------' || /^(Dockerfile|ERROR):/.test(line))
  return lines
    .slice(start)
    .filter((line) => !isWarning(line))
    .map((line) =>
      line
        .replace(/^\d+\.\d+ /, 'TIME ')
        .replace(/::[a-z0-9]{25}/, '::ID')
        // What the engine wraps around its own errors does not travel to a frontend in a container.
        .replace(/\S+: failed to resolve source metadata for \S+: /, ''),
    )
    .join('\n')
    .trim()
}

/** Checks are newer in ours than in the built-in frontend of some engines; their summary stands among the rest. */
function isWarning(line: string): boolean {
  return /\d+ warnings? found|^\S* - [A-Z]\w+: /.test(line) || line === ''
}

it('a file in UTF-16 is told to be one', async () => {
  const text = 'FROM slipway-test/busybox\nRUN true\n'
  const units = [0xfeff, ...[...text].map((character) => character.charCodeAt(0))]
  const { code, stderr } = await tryBuild({
    chosenBy: 'build argument',
    context: { Dockerfile: new Uint8Array(units.flatMap((unit) => [unit & 0xff, unit >> 8])) },
    output: 'none',
    progress: 'plain',
  })
  expect(code).toBe(1)
  expect(stderr).toContain('the Dockerfile is encoded in UTF-16, save it as UTF-8')
})
