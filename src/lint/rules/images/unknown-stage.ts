import { suggestion } from '../../../suggest/index.ts'
import type { LintRule } from '../../event.ts'
import { textOf } from '../../node-text.ts'
import { ownRule } from '../../own-rule.ts'
import { stageReferences } from './stage-references.ts'

/** @param namedContexts names that the build is given with `--build-context` */
export const unknownStage = (namedContexts: readonly string[]): LintRule =>
  ownRule({
    name: 'UnknownStage',
    aliases: ['DL3022'],
    description: 'COPY --from should name a stage',
    severity: 'warning',
    documentation: {
      what: '`COPY --from` or a mount names neither a stage above nor a named context, but one word without a tag, as stages have. Names of images with a tag, a digest or a path go unreported.',
      why: 'What is no stage is taken for an image: a misspelt name is looked up on Docker Hub, and anybody may have an image of that name there.',
      bad: 'FROM golang:1.23 AS build\nRUN mkdir /out\n\nFROM alpine:3\nCOPY --from=biuld /out /out\n',
      good: 'FROM golang:1.23 AS build\nRUN mkdir /out\n\nFROM alpine:3\nCOPY --from=build /out /out\n',
    },
    create: () => ({
      dockerfile({ dockerfile }, report) {
        const stageNames = dockerfile.stages.map(({ from }) => from.stageName).filter((name) => name !== '')
        const contexts = new Set(namedContexts.map((name) => name.toLowerCase()))
        for (const { name, instruction, place, target } of stageReferences(dockerfile)) {
          if (
            place === 'FROM' ||
            target ||
            /[$:/@.]/.test(name) ||
            name === 'scratch' ||
            contexts.has(name.toLowerCase())
          )
            continue
          const near = suggestion(name, [...stageNames, ...contexts], false)
          const message = /^\d+$/.test(name)
            ? `There is no stage ${name} above`
            : `${name} is neither a stage above nor a named context${near}: it is taken for an image`
          report(message, {
            instruction,
            span: textOf(instruction.node).spanOf(...nameIn(instruction.node.original, name)),
          })
        }
      },
    }),
  })

function nameIn(line: string, name: string): [start: number, end: number] {
  const at = line.indexOf(`from=${name}`)
  return at < 0 ? [0, line.length] : [at + 'from='.length, at + 'from='.length + name.length]
}
