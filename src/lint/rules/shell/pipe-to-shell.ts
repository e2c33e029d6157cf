import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'

const shells: ReadonlySet<string> = new Set([
  'sh',
  'bash',
  'ash',
  'dash',
  'zsh',
  'python',
  'python3',
  'perl',
  'ruby',
  'node',
])

export const pipeToShell = ownRule({
  name: 'PipeToShell',
  description: 'Downloads should be looked at before they are run',
  severity: 'warning',
  optional: true,
  documentation: {
    what: 'A `RUN` hands what `curl` or `wget` downloads straight on to a shell.',
    why: 'Whoever controls that server runs what they like in the build. A file with a checksum (`ADD --checksum`) is what it was when you looked at it.',
    bad: 'FROM debian:12\nRUN set -o pipefail; curl -fsSL https://example.com/install.sh | sh\n',
    good: 'FROM debian:12\nADD --checksum=sha256:24534f7bd0f2a8ce0f0a8a0e4c1f9cd2b3b5f8bd5dbd4c6b0d9a5a4cb1f8a7d1 https://example.com/install.sh /tmp/install.sh\nRUN sh /tmp/install.sh\n',
  },
  create: () =>
    eachScript((script, report) => {
      for (const pipeline of script.pipelines) {
        const downloads = pipeline.stages
          .slice(0, -1)
          .some((commands) => commands.some(({ name }) => name === 'curl' || name === 'wget'))
        const runs = pipeline.stages
          .at(-1)
          ?.some(
            ({ name, args }) =>
              shells.has(name) &&
              !args.some(({ literal }) => literal === '-c' || literal === '-m' || literal === '-e'),
          )
        if (downloads && runs)
          report('What the server sends is run unseen', { span: script.spanOf(pipeline) })
      }
    }),
})
