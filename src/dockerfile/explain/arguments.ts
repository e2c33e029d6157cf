import { nodesOf } from '../tree/walk.ts'
import type { Explainer } from './explanation.ts'

/** Arguments of all instructions. */
export const explainArguments: Explainer = ({ error, instruction }) => {
  if (!instruction) return undefined
  const { words = [], pairs = [], text = '' } = instruction.arguments ?? {}
  switch (error.code) {
    case 'heredoc-unterminated':
      return { focus: nodesOf(instruction, 'heredoc-opener').at(-1) }
    case 'pair-without-equals':
      return { focus: instruction.arguments, hint: 'put a value with blanks in quotes: NAME="two words"' }
    case 'pair-without-value':
      return {
        focus: words[0] ?? instruction.arguments,
        hint: `write ${text}=VALUE, or ${text}= for an empty one`,
      }
    case 'name-blank':
      return { focus: pairs.find(({ key }) => key === ''), hint: 'write NAME=value, without blanks around =' }
    case 'json-not-strings':
      return { focus: instruction.arguments, hint: 'put every element in double quotes' }
    case 'destination-missing':
      return {
        focus: words[0] ?? instruction.keyword,
        hint: words[0] ? `say where to: ${instruction.name} ${words[0].value} ./` : undefined,
      }
    case 'destination-heredoc':
      return { focus: words.at(-1) }
    case 'copy-remote':
      return { focus: words.find(({ value }) => /^(?:https?|git|ssh):|^git@/.test(value)), hint: 'use ADD' }
    case 'shell-not-json':
      return { focus: instruction.arguments, hint: 'write SHELL ["/bin/sh", "-c"]' }
    case 'port-value':
    case 'volume-empty':
    case 'signal-value':
      return { focus: words.find(({ value }) => error.message.includes(value)) ?? instruction.arguments }
    case 'healthcheck-type':
      return { focus: words[0], hint: 'write HEALTHCHECK CMD in front of the command' }
    case 'stage-index': {
      const from = instruction.flags.find(({ name }) => name === 'from')
      return { focus: from?.valueNode, hint: 'stages count from 0' }
    }
    case 'expansion':
    case 'variable-required': {
      const name = /: (\w+): /.exec(error.message)?.[1]
      const variable = nodesOf(instruction, 'variable').find((node) => node.name === name)
      return {
        focus: variable,
        hint:
          error.code === 'variable-required' && name !== undefined
            ? `give ${name} a value: build with --build-arg ${name}=… where an ARG declares it`
            : undefined,
      }
    }
    default:
      return undefined
  }
}
