import type { LintRule } from '../event.ts'

export const invalidDefinitionDescription: LintRule = {
  name: 'InvalidDefinitionDescription',
  description:
    'Comment for build stage or argument should follow the format: `# <arg/stage name> <description>`. If this is not intended to be a description comment, add an empty line or comment between the instruction and the comment.',
  url: 'https://docs.docker.com/go/dockerfile/rule/invalid-definition-description/',
  experimental: true,
  documentation: {
    what: 'The comment directly above an `ARG`, or above the `FROM` of a named stage, does not begin with the name that it could describe.',
    why: 'Such a comment is shown by `docker build --call=outline` and `--call=targets` where it begins with the name. One that does not is mostly meant to. Where it is not, an empty line, or an empty comment, below it makes that clear.',
    bad: '# the release to build\nARG VERSION=1.0\n\n# runs the tests\nFROM alpine AS test\n',
    good: '# VERSION is the release to build\nARG VERSION=1.0\n\n# test runs the tests\nFROM alpine AS test\n',
  },
  create: () => ({
    parsed({ instruction }, report) {
      const { kind, comments } = instruction
      if (kind !== 'arg' && kind !== 'from') return
      const names =
        kind === 'arg'
          ? instruction.args.map((arg) => arg.key)
          : kind === 'from' && instruction.stageName !== ''
            ? [instruction.stageName]
            : []
      const [first] = names
      const described = comments.at(-1)?.split(' ', 1)[0]
      if (first === undefined || described === undefined || names.includes(described)) return
      const example = names.length > 1 ? '<arg_key>' : first
      report(`Comment for ${kind.toUpperCase()} should follow the format: \`# ${example} <description>\``, {
        // An empty comment below makes it one like any other.
        fix: () => {
          const { file, start } = instruction.span
          const line = { file, start: start === 0 ? 0 : file.text.lastIndexOf('\n', start - 1) + 1 }
          return { safe: true, edits: [{ span: { ...line, end: line.start }, text: '#\n' }] }
        },
      })
    },
  }),
}
