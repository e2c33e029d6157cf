import type { InstructionTree, OptionNode } from '../tree/node.ts'
import type { Explainer, Explanation } from './explanation.ts'

/** Mounts of RUN. */
export const explainMount: Explainer = ({ error, tree, instruction }) => {
  if (!instruction || !error.code.startsWith('mount-')) return undefined
  const options = instruction.flags.filter(({ name }) => name === 'mount').flatMap((flag) => flag.options)
  if (error.code === 'mount-target') return target(options, tree.instructions, instruction)
  if (error.code === 'mount-variable') {
    return {
      focus: options.find(({ key, value }) => key === 'from' && value?.includes('$'))?.valueNode,
      hint: 'give the image a stage (FROM $NAME AS base, with ARG NAME above the first FROM) and write from=base',
    }
  }
  return { focus: mentioned(options, error.message) }
}

function target(
  options: readonly OptionNode[],
  instructions: readonly InstructionTree[],
  run: InstructionTree,
): Explanation | undefined {
  const keys = ['target', 'dst', 'destination']
  const option = options.find(({ key, value }) => keys.includes(key) && (value === '.' || value === './'))
  if (!option) return { focus: options.find(({ key }) => keys.includes(key)) }
  const before = instructions.filter(({ start }) => start < run.start)
  const from = before.findLastIndex(({ name }) => name === 'FROM')
  const hasWorkdir = before.slice(from).some(({ name }) => name === 'WORKDIR')
  return {
    focus: option,
    hint: hasWorkdir
      ? 'name a directory: target=/src'
      : `${option.key}=${option.value} is / as long as no WORKDIR is set: set WORKDIR above, or name a directory`,
  }
}

/** The option that a message names: by its text, by its value, or by its key. */
function mentioned(options: readonly OptionNode[], message: string): OptionNode | undefined {
  const quoted = [...message.matchAll(/['"]([^'"]*)['"]|for (\S+?):/g)].map((match) => match[1] ?? match[2])
  return (
    options.find(({ key, value }) => quoted.includes(value === undefined ? key : `${key}=${value}`)) ??
    options.find(({ value }) => value !== undefined && value !== '' && quoted.includes(value)) ??
    options.find(({ key }) => new RegExp(`\\b${key}\\b`).test(message))
  )
}
