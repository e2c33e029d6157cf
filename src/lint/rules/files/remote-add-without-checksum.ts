import { ownRule } from '../../own-rule.ts'

export const remoteAddWithoutChecksum = ownRule({
  name: 'RemoteAddWithoutChecksum',
  description: 'What ADD downloads should have a checksum',
  severity: 'info',
  documentation: {
    what: '`ADD` of a URL without `--checksum`.',
    why: 'The image gets whatever is there on the day of the build. With a checksum the build fails where that changes, and need not ask the server where it is in the cache.',
    bad: 'FROM alpine:3\nADD https://example.com/tool.tgz /tmp/\n',
    good: 'FROM alpine:3\nADD --checksum=sha256:24534f7bd0f2a8ce0f0a8a0e4c1f9cd2b3b5f8bd5dbd4c6b0d9a5a4cb1f8a7d1 https://example.com/tool.tgz /tmp/\n',
  },
  create: () => ({
    parsed({ instruction }, report) {
      if (instruction.kind !== 'add' || instruction.checksum !== '') return
      const remote = instruction.sources.find(
        (source) => /^https?:\/\//.test(source) && !/\.git(?:[#?]|$)/.test(source),
      )
      if (remote !== undefined) report('Whatever the server sends is taken: pass --checksum')
    },
  }),
})
