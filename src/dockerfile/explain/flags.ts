import type { FlagNode, InstructionTree } from '../tree/node.ts'
import type { Explainer, Explanation } from './explanation.ts'

/** Flags that are written wrongly. */
export const explainFlag: Explainer = ({ error, instruction }) => {
  if (!instruction) return undefined
  switch (error.code) {
    case 'flag-unknown': {
      const name = /unknown flag: --(\S*)/.exec(error.message)?.[1]
      return { focus: instruction.flags.find((flag) => flag.name === name)?.nameNode }
    }
    case 'flag-without-value':
      return withoutValue(instruction, /--([^\s]+)$/.exec(error.message)?.[1])
    case 'chmod-value':
      return chmod(instruction)
    case 'chown-with-link':
      return { focus: flagOf(instruction, 'chown')?.valueNode }
    case 'copy-from-variable':
      return {
        focus: flagOf(instruction, 'from')?.valueNode,
        hint: 'give the image a stage (FROM $NAME AS base, with ARG NAME above the first FROM) and name that',
      }
    case 'checksum':
      return { focus: flagOf(instruction, 'checksum') ?? flagOf(instruction, 'keep-git-dir') }
    case 'flag-value': {
      const flag = instruction.flags.find(({ name }) => error.message.includes(name))
      const named = instruction.flags.find(({ value }) => value && error.message.includes(value))
      return { focus: (named ?? flag)?.valueNode ?? flag }
    }
    default:
      return undefined
  }
}

function flagOf({ flags }: InstructionTree, name: string): FlagNode | undefined {
  return flags.find((flag) => flag.name === name)
}

function withoutValue(instruction: InstructionTree, name: string | undefined): Explanation | undefined {
  const flag = name === undefined ? undefined : flagOf(instruction, name)
  if (!flag) return undefined
  const next = instruction.arguments?.words[0]
  const last = instruction.flags.at(-1) === flag
  const [word] = next?.value.split(/\s/) ?? []
  return {
    focus: flag,
    hint:
      last && word !== undefined && flag.value === undefined
        ? `write --${flag.name}=${word}: the value follows =, without a blank`
        : `write --${flag.name}=VALUE`,
  }
}

function chmod(instruction: InstructionTree): Explanation | undefined {
  const value = flagOf(instruction, 'chmod')?.valueNode
  if (!value) return undefined
  const octal = octalOf(value.value)
  const forms = 'a mode is octal (0755), or says what changes (u=rwx,go=rx)'
  return { focus: value, hint: octal === undefined ? forms : `write --chmod=${octal}: ${forms}` }
}

/** The octal mode of what `ls -l` shows. */
function octalOf(text: string): string | undefined {
  const match = /^[-d]?((?:[r-][w-][x-]){3})$/.exec(text)
  if (!match) return undefined
  const bits = [...(match[1] as string)].map((character) => (character === '-' ? '0' : '1')).join('')
  return `0${Number.parseInt(bits, 2).toString(8).padStart(3, '0')}`
}
