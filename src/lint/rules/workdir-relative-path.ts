import { quote } from '../../go/index.ts'
import { isAbsolutePath } from '../../platform/index.ts'
import type { LintRule } from '../event.ts'
import { textOf } from '../node-text.ts'

export const workdirRelativePath: LintRule = {
  name: 'WorkdirRelativePath',
  description:
    'Relative workdir without an absolute workdir declared within the build can have unexpected results if the base image changes',
  url: 'https://docs.docker.com/go/dockerfile/rule/workdir-relative-path/',
  aliases: ['DL3000'],
  documentation: {
    what: 'The first `WORKDIR` of a stage is relative.',
    why: 'It is then relative to the working directory of the base image, which may be another one in the next version of that image.',
    bad: 'FROM python:3\nWORKDIR app\nCOPY . .\n',
    good: 'FROM python:3\nWORKDIR /app\nCOPY . .\n',
  },
  create: () => ({
    instruction({ instruction, stage }, report) {
      if (instruction.kind !== 'workdir' || stage.workdirSet) return
      if (isAbsolutePath(instruction.path, stage.os)) return
      report(
        `Relative workdir ${quote(instruction.path)} can have unexpected results if the base image changes`,
        {
          fix: () => {
            const text = textOf(instruction.node)
            const { path } = instruction
            return text.replacing(text.find(path), path, `/${path.replace(/^\.\//, '')}`, false)
          },
        },
      )
    },
  }),
}
