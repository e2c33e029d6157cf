import type { InstructionTree, Tree } from '../tree/node.ts'
import { positionAt } from '../tree/places.ts'
import type { Explainer, Explanation } from './explanation.ts'

/** Instructions of files that are built with other programs, or with other frontends. */
const others: Readonly<Record<string, string>> = {
  'INCLUDE+': 'the frontend edrevo/dockerfile-plus: name it in # syntax=',
  ...Object.fromEntries(
    // IF, FOR, LET and the like are words of shells as well.
    [
      'VERSION',
      'SAVE',
      'BUILD',
      'LOCALLY',
      'FUNCTION',
      'COMMAND',
      'GIT',
      'CACHE',
      'IMPORT',
      'WITH',
      'DO',
    ].map((word) => [word, 'Earthfiles, which earthly builds']),
  ),
  'BOOTSTRAP:': 'definition files of Apptainer (Singularity)',
  'SERVICES:': 'Compose files, which docker compose takes',
}

/** Words that begin lines of commands. */
const commandLike = /^(?:&&|\|\|?|;|-{1,2}\w|[a-z][\w.-]*$|\$|\)|\}|")/

/** Instructions that do not exist. */
export const explainInstruction: Explainer = ({ error, tree, instruction }) => {
  if (error.code === 'trigger-forbidden') return { focus: instruction?.keyword }
  if (error.code !== 'unknown-instruction' || !instruction) return undefined
  const keyword = instruction.keyword.value
  const other = others[keyword.toUpperCase()]
  if (other !== undefined) return { hint: `${keyword} is an instruction of ${other}` }
  const index = tree.instructions.findIndex(({ start }) => start === instruction.start)
  return (
    unopenedHeredoc(tree, index) ??
    continued(tree, tree.instructions[index - 1], instruction) ??
    (keyword.startsWith('//') ? { hint: 'a comment begins with #' } : undefined)
  )
}

/** `<<- END` and `<<"END`: nothing is opened there, and the body is taken for instructions. */
function unopenedHeredoc(tree: Tree, index: number): Explanation | undefined {
  for (let at = index - 1; at >= 0; at--) {
    const before = tree.instructions[at]
    if (!before || before.heredocs.length > 0) return undefined
    const match = /<<-[ \t]+["']?(\w+)/.exec(before.text)
    if (match) {
      const { line } = positionAt(tree.file, before.start + match.index)
      return { hint: `line ${line} has "${match[0]}": no blank may stand between <<- and the word` }
    }
    const unmatched = /<<-?(?:"[^"\n]*|'[^'\n]*)$/m.exec(before.text)
    if (unmatched) {
      const { line } = positionAt(tree.file, before.start + unmatched.index)
      return { hint: `line ${line} has ${unmatched[0]}: the quotes around the word do not match` }
    }
    if (before.name !== '') return undefined
  }
  return undefined
}

/** The rest of a command whose lines are not joined. */
function continued(
  tree: Tree,
  before: InstructionTree | undefined,
  instruction: InstructionTree,
): Explanation | undefined {
  if (!before || !commandLike.test(instruction.keyword.value)) return undefined
  const end = positionAt(tree.file, Math.max(before.start, before.end - 1)).line
  const { line } = positionAt(tree.file, instruction.start)
  if (line !== end + 1 || before.heredocs.length > 0) return undefined
  const token = tree.escape
  // An escape character that blanks or a comment follow does not stand at the end.
  const last = before.text.split('\n').at(-1) ?? ''
  const almost = last.includes(`${token} `) || last.includes(`${token}\t`)
  return {
    hint: almost
      ? `line ${end} has something behind its ${token}: it continues a line at the very end alone`
      : `if this belongs to line ${end}, that line has to end with ${token}`,
  }
}
