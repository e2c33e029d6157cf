import { textOf } from '../../node-text.ts'
import { ownRule } from '../../own-rule.ts'

export const emptyExpose = ownRule({
  name: 'EmptyExpose',
  description: 'EXPOSE should name a port',
  severity: 'warning',
  documentation: {
    what: '`EXPOSE` names a variable that neither an `ARG` with a value nor an `ENV` sets.',
    why: 'Unless the base image sets it, the build goes on without a word, and the image exposes nothing.',
    bad: 'FROM alpine:3\nARG PORT\nEXPOSE $PORT\n',
    good: 'FROM alpine:3\nARG PORT=8080\nEXPOSE $PORT\n',
  },
  create: () => ({
    dockerfile({ dockerfile, buildArgs }, report) {
      const globals = new Map(
        dockerfile.globalArgs.flatMap(({ args }) => args.map(({ key, value }) => [key, value] as const)),
      )
      const byStage = new Map<string, ReadonlySet<string>>()
      for (const { from, instructions } of dockerfile.stages) {
        const known = new Set(byStage.get(from.baseName.toLowerCase()))
        for (const instruction of instructions) {
          if (instruction.kind === 'env') for (const { key } of instruction.pairs) known.add(key)
          if (instruction.kind === 'arg') {
            for (const { key, value } of instruction.args) {
              if (value !== undefined || globals.get(key) !== undefined || buildArgs.has(key)) known.add(key)
            }
          }
          if (instruction.kind !== 'expose') continue
          for (const port of instruction.ports) {
            const name = /^["']?\$\{?(\w+)\}?["']?(?:\/\w+)?$/.exec(port)?.[1]
            if (name === undefined || known.has(name)) continue
            report(`${name} has no value: nothing is exposed`, {
              instruction,
              span: textOf(instruction.node).find(port),
            })
          }
        }
        if (from.stageName !== '') byStage.set(from.stageName, known)
      }
    },
  }),
})
