import type { Dockerfile, Stage } from '../../dockerfile/index.ts'
import type { FindingDetail, RuleVisitor } from '../event.ts'
import { type RunScript, scriptsOf } from './run-script.ts'
import { ShellTracker } from './shell-setting.ts'

/** The stages whose layers are in the image: the last one and those that it is made from. */
export function shippedStages({ stages }: Dockerfile): ReadonlySet<Stage> {
  const shipped = new Set<Stage>()
  let stage = stages.at(-1)
  while (stage && !shipped.has(stage)) {
    shipped.add(stage)
    const base = stage.from.baseName.toLowerCase()
    const before = stages.slice(0, stages.indexOf(stage))
    stage = before.findLast(({ from }) => from.stageName !== '' && from.stageName === base)
  }
  return shipped
}

/** A visitor that is shown the scripts whose layers are in the image; what others leave behind is of no matter. */
export function eachShippedScript(
  visit: (script: RunScript, report: (message: string, detail: FindingDetail) => void, stage: Stage) => void,
): RuleVisitor {
  return {
    dockerfile({ dockerfile }, report) {
      const shells = new ShellTracker()
      const shipped = shippedStages(dockerfile)
      for (const stage of dockerfile.stages) {
        shells.tell(stage.from)
        for (const instruction of stage.instructions) {
          shells.tell(instruction)
          if (!shipped.has(stage)) continue
          for (const script of scriptsOf(instruction, shells.current)) {
            visit(script, (message, detail) => report(message, { ...detail, instruction }), stage)
          }
        }
      }
    },
  }
}
