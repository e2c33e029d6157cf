import { type Instruction, parseTrigger } from '../../dockerfile/index.ts'
import { quote } from '../../go/index.ts'
import { BuildError, type Span } from '../../source/index.ts'
import { EarlyScope } from '../args/index.ts'
import type { InstructionDefinitionTable } from '../definition/index.ts'
import type { BuildPlan } from './build-plan.ts'
import type { StageNode } from './stage-node.ts'

/**
 * Puts the ONBUILD triggers of what a stage is made from in front of its instructions, once.
 * Throws BuildError, placed at the FROM of the stage.
 * @returns whether a trigger may take files from something that is not yet looked up
 */
export function takeTriggers(
  node: StageNode,
  plan: BuildPlan,
  instructions: InstructionDefinitionTable,
): boolean {
  const triggers = triggersFor(node)
  if (triggers.length === 0 || !plan.options.runsTriggers) return false
  if (node.anonymous) {
    // They never run here, but what they name is looked up. Once for each image is enough: an image whose
    // trigger copies from the image itself would otherwise go on for ever.
    const { imagesWithTriggers } = plan.graph
    if (imagesWithTriggers.has(node.baseName)) return false
    imagesWithTriggers.add(node.baseName)
  }
  const span = node.span ?? { file: plan.options.file, start: 0, end: 0 }
  const from = node.base ? node.base.displayName : (node.imageName ?? node.baseName)
  const commands = placedAt(span, () =>
    plan.graph.link(node, parseTriggers(triggers, from, span, instructions), new EarlyScope(plan), true),
  )
  node.commands = [...commands, ...node.commands]
  node.steps += commands.length
  return commands.some(({ sources }) => sources.length > 0)
}

/** Parses one after the other, so that what is wrong with the sources of one comes before the next one. */
function* parseTriggers(
  triggers: readonly string[],
  from: string,
  span: Span,
  instructions: InstructionDefinitionTable,
): Iterable<Instruction> {
  for (const trigger of triggers) {
    try {
      yield parseTrigger(trigger, span, instructions)
    } catch (error) {
      if (!(error instanceof BuildError)) throw error
      throw error.with({ hint: `it is in an ONBUILD trigger of ${from}: ${quote(shortened(trigger))}` })
    }
  }
}

const longestTrigger = 100

function shortened(trigger: string): string {
  return trigger.length <= longestTrigger ? trigger : `${trigger.slice(0, longestTrigger)}…`
}

function triggersFor(node: StageNode): readonly string[] {
  const { base } = node
  if (!base) {
    const image = node.state?.image
    return image ? image.onBuild.splice(0) : []
  }
  if (node.triggersTaken) return []
  node.triggersTaken = true
  return base.commands.flatMap(({ instruction }) => triggerOf(instruction))
}

function triggerOf(instruction: Instruction): readonly string[] {
  return instruction.kind === 'onbuild' ? [instruction.trigger] : []
}

/** All errors of triggers stand at the FROM that runs them, and nowhere else. */
function placedAt<Value>(span: Span, action: () => Value): Value {
  try {
    return action()
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    const { code, message, status, details, cause, hint, own } = error
    throw new BuildError(code, message, {
      own,
      at: span,
      status,
      details,
      cause,
      ...(hint === undefined ? {} : { hint }),
    })
  }
}
