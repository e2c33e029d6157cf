import { ownRule } from '../../own-rule.ts'
import { shippedStages } from '../../scripts/shipped-scripts.ts'

export const healthcheckMissing = ownRule({
  name: 'HealthcheckMissing',
  aliases: ['DL3057'],
  description: 'An image should say how its health is told',
  severity: 'info',
  optional: true,
  documentation: {
    what: 'The last stage has no `HEALTHCHECK`, nor have those that it is made from.',
    why: 'Docker then takes a container for healthy as long as its process runs. Kubernetes does not look at it: there it is of no use.',
    bad: 'FROM alpine:3\nCMD ["/app"]\n',
    good: 'FROM alpine:3\nHEALTHCHECK CMD ["/app", "--ping"]\nCMD ["/app"]\n',
  },
  create: () => ({
    dockerfile({ dockerfile }, report) {
      const shipped = [...shippedStages(dockerfile)]
      if (shipped.some(({ instructions }) => instructions.some(({ kind }) => kind === 'healthcheck'))) return
      const last = dockerfile.stages.at(-1)
      if (last) report('The image does not say how its health is told', { instruction: last.from })
    },
  }),
})
