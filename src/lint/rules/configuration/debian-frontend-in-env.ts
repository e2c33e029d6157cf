import { ownRule } from '../../own-rule.ts'

export const debianFrontendInEnv = ownRule({
  name: 'DebianFrontendInEnv',
  description: 'DEBIAN_FRONTEND should hold for the build alone',
  severity: 'info',
  documentation: {
    what: '`ENV` sets `DEBIAN_FRONTEND`.',
    why: 'It holds in every container of the image as well, where somebody may want to be asked. `ARG` holds for the build.',
    bad: 'FROM debian:12\nENV DEBIAN_FRONTEND=noninteractive\n',
    good: 'FROM debian:12\nARG DEBIAN_FRONTEND=noninteractive\n',
  },
  create: () => ({
    parsed({ instruction }, report) {
      if (instruction.kind !== 'env') return
      const { pairs, span, keyword } = instruction
      if (!pairs.some(({ key }) => key === 'DEBIAN_FRONTEND')) return
      const [only] = pairs
      report('DEBIAN_FRONTEND holds in every container, too: ARG holds for the build alone', {
        fix:
          pairs.length === 1 && only && /^[\w"]+$/.test(only.value)
            ? () => ({
                safe: false,
                edits: [{ span, text: `${keyword === 'env' ? 'arg' : 'ARG'} DEBIAN_FRONTEND=${only.value}` }],
              })
            : undefined,
      })
    },
  }),
})
